import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { House } from '#kernel/module/index.ts'

/** Has a stored content as a file for as long as the work takes: what is too large for memory is read from there. */
export const withSpooledContent = async <T>(
  { blobs }: House,
  content: { orgId: string; sha256: string; signal: AbortSignal },
  work: (path: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-read-'))
  try {
    const path = join(folder, 'content')
    const stored = await blobs.open(content.orgId, content.sha256)
    await pipeline(stored, createWriteStream(path, { mode: 0o600 }), { signal: content.signal })
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
