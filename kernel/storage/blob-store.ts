import type { Readable } from 'node:stream'

/** What can be stored: bytes, or anything that yields bytes piece by piece. */
export type BlobContent = Uint8Array | AsyncIterable<Uint8Array>

/** A stored content: its SHA-256 as lower-case hex, and its size in bytes. */
export interface StoredBlob {
  readonly key: string
  readonly size: number
}

/** A stored content as listing finds it. `storedAt` is when it was last put. */
export interface BlobEntry extends StoredBlob {
  readonly orgId: string
  readonly storedAt: Date
}

/** A part of a content: first and last byte, both included, counted from 0; as in HTTP. */
export interface ByteRange {
  readonly start?: number
  readonly end?: number
}

/** What checking a content against its key found. */
export type BlobCheck = 'intact' | 'altered' | 'missing'

/**
 * Contents addressed by their hash. Organizations never share one, so that nobody can learn from an upload
 * whether somebody else has the same file. Every method throws `BlobError`.
 */
export interface BlobStore {
  /**
   * Stores a content whole or not at all; storing it again changes nothing but `storedAt`.
   * @param options.maxBytes `too-large` beyond this many bytes
   */
  put(orgId: string, content: BlobContent, options: { maxBytes: number }): Promise<StoredBlob>
  /** Streams a content or a part of it; `not-found`, and `range` for a part outside of it. */
  open(orgId: string, key: string, range?: ByteRange): Promise<Readable>
  /** The whole content; for what is known to be small. `not-found`. */
  read(orgId: string, key: string): Promise<Buffer>
  /** Size of a content and when it was last put, or undefined where there is none. */
  stat(orgId: string, key: string): Promise<(StoredBlob & Pick<BlobEntry, 'storedAt'>) | undefined>
  /** Removes a content; no error where there is none. */
  remove(orgId: string, key: string): Promise<void>
  /** All contents of an organization, or of all. Sweeping must spare what was stored a short time ago. */
  list(orgId?: string): AsyncIterable<BlobEntry>
  /** Reads a content through and compares it with its key. */
  check(orgId: string, key: string): Promise<BlobCheck>
  /** Resolves when contents can be read and written; `unavailable` otherwise. */
  ready(): Promise<void>
}
