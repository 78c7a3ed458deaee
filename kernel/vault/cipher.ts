import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { VaultError } from './vault-error.ts'

// NIST SP 800-38D: 96-bit nonces, 128-bit tags.
const nonceBytes = 12
const tagBytes = 16
const version = 1

/**
 * AES-256-GCM. Layout: version (1 byte), nonce (12), ciphertext, tag (16).
 * @param key 32 bytes
 * @param bound what the result is bound to; must be given again to decrypt
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, bound: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(bound)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Uint8Array.of(version), nonce, body, cipher.getAuthTag()])
}

/**
 * Undoes `encrypt`.
 * @throws VaultError `cannot-open`, whatever the reason
 */
export function decrypt(key: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Buffer {
  if (sealed[0] !== version || sealed.length < 1 + nonceBytes + tagBytes) throw new VaultError('cannot-open')
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const body = sealed.subarray(1 + nonceBytes, -tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch {
    throw new VaultError('cannot-open')
  }
}

/** Joins texts so that no two different lists give the same bytes: each is preceded by its length. */
export function boundTo(...parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}
