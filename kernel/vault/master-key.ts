import { hkdfSync } from 'node:crypto'
import { boundTo } from './cipher.ts'

/** A master secret, of which only derived keys are ever used (HKDF-SHA256, RFC 5869). */
export interface MasterKey {
  /** Recognizes the secret without telling anything of it. */
  readonly id: string
  /** 32 bytes for one use; different names give independent keys. */
  derive(...names: readonly string[]): Buffer
}

/** @throws TypeError when the secret is shorter than 32 characters */
export function masterKey(secret: string): MasterKey {
  if (secret.length < 32) throw new TypeError('A master secret has at least 32 characters.')
  const derive = (...names: readonly string[]): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'throughline vault v1', boundTo(...names), 32))
  return { id: `m1_${derive('key id').subarray(0, 9).toString('base64url')}`, derive }
}
