import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

import { ReadingError } from '../reading-error.ts'
import { openCompoundFile } from './compound-file.ts'
import { parseXml, within } from './xml-tree.ts'

// The purposes that keys are derived for (MS-OFFCRYPTO 2.3.4.11 to 2.3.4.13).
const forVerifier = Buffer.from('fea7d2763b4b9e79', 'hex')
const forVerifierHash = Buffer.from('d7aa0f6d3061344e', 'hex')
const forKey = Buffer.from('146e0be7abacd0d6', 'hex')

const segmentBytes = 4_096
// Office itself writes 100,000 rounds; a file that asks for many more asks for our time.
const mostRounds = 10_000_000

/**
 * Opens an Office file of 2007 and later with its password: agile encryption (MS-OFFCRYPTO 2.3.4.10 and following), as
 * Office has written it since 2010, and the standard one of 2007 (2.3.4.5). Gives the package inside. Throws
 * {@link ReadingError} `encrypted` where the password is not the right one or the encryption is of another kind.
 */
export function decryptOffice(bytes: Uint8Array, password: string): Uint8Array {
  const file = openCompoundFile(bytes)
  const info = file.stream('/EncryptionInfo')
  const content = file.stream('/EncryptedPackage')
  if (!info || !content || info.length < 8) throw new ReadingError('damaged')
  const head = Buffer.from(info)
  const isAgile = head.readUInt16LE(0) === 4 && head.readUInt16LE(2) === 4
  const size = Number(Buffer.from(content).readBigUInt64LE(0))
  const body = Buffer.from(content.subarray(8))
  const plain = isAgile ? agile(head.subarray(8), body, password) : standard(head, body, password)
  return Uint8Array.from(plain.subarray(0, size))
}

type Cipher = {
  hash: string
  salt: Buffer
  blockSize: number
  keyBytes: number
  value: (name: string) => Buffer
}

function agile(xml: Buffer, body: Buffer, password: string): Buffer {
  const tree = parseXml(xml)
  const cipherOf = (name: string): Cipher & { rounds: number } => {
    for (const { attributes } of within(tree, name)) {
      const value = (key: string): Buffer => Buffer.from(attributes[key] ?? '', 'base64')
      return {
        hash: (attributes['hashAlgorithm'] ?? 'SHA512').replace('-', '').toLowerCase(),
        salt: value('saltValue'),
        blockSize: Number(attributes['blockSize'] ?? 16),
        keyBytes: Number(attributes['keyBits'] ?? 256) / 8,
        rounds: Number(attributes['spinCount'] ?? 100_000),
        value,
      }
    }
    throw new ReadingError('encrypted')
  }
  const [data, key] = [cipherOf('keyData'), cipherOf('encryptedKey')]
  if (!(key.rounds <= mostRounds)) throw new ReadingError('encrypted')
  const base = spun(key.hash, key.salt, password, key.rounds)
  const open = (purpose: Buffer, name: string): Buffer =>
    decrypt(
      fitted(digest(key.hash, base, purpose), key.keyBytes),
      fitted(key.salt, key.blockSize),
      key.value(name),
    )
  const expected = open(forVerifierHash, 'encryptedVerifierHashValue')
  const actual = digest(
    key.hash,
    open(forVerifier, 'encryptedVerifierHashInput').subarray(0, key.salt.length),
  )
  if (!same(actual, expected)) throw new ReadingError('encrypted')
  const secret = open(forKey, 'encryptedKeyValue').subarray(0, key.keyBytes)
  const parts: Buffer[] = []
  for (let at = 0, number = 0; at < body.length; at += segmentBytes, number += 1) {
    const vector = fitted(digest(data.hash, data.salt, littleEndian(number)), data.blockSize)
    parts.push(decrypt(secret, vector, body.subarray(at, at + segmentBytes)))
  }
  return Buffer.concat(parts)
}

// The header's size stands at 8; in the header the key's bits at 16; behind it the verifier (2.3.2, 2.3.3).
function standard(info: Buffer, body: Buffer, password: string): Buffer {
  const verifier = 12 + info.readUInt32LE(8)
  const keyBytes = info.readUInt32LE(12 + 16) / 8
  const salt = info.subarray(verifier + 4, verifier + 20)
  const hash = digest('sha1', spun('sha1', salt, password, 50_000), littleEndian(0))
  const pad = (byte: number): Buffer =>
    digest('sha1', Buffer.from(Array.from({ length: 64 }, (_byte, index) => byte ^ (hash[index] ?? 0))))
  const key = Buffer.concat([pad(0x36), pad(0x5c)]).subarray(0, keyBytes)
  const sure = decrypt(key, undefined, info.subarray(verifier + 20, verifier + 36))
  const expected = decrypt(key, undefined, info.subarray(verifier + 40, verifier + 72))
  if (!same(digest('sha1', sure), expected)) throw new ReadingError('encrypted')
  return decrypt(key, undefined, body.subarray(0, body.length - (body.length % 16)))
}

function spun(hash: string, salt: Buffer, password: string, rounds: number): Buffer {
  let value = digest(hash, salt, Buffer.from(password, 'utf16le'))
  for (let round = 0; round < rounds; round += 1) value = digest(hash, littleEndian(round), value)
  return value
}

function digest(hash: string, ...parts: Buffer[]): Buffer {
  const sum = createHash(hash)
  for (const part of parts) sum.update(part)
  return sum.digest()
}

/** Cut or filled up with 0x36 (2.3.4.11). */
function fitted(value: Buffer, size: number): Buffer {
  return Buffer.concat([value, Buffer.alloc(size, 0x36)]).subarray(0, size)
}

// With a vector blocks are chained; standard encryption has none.
function decrypt(key: Buffer, vector: Buffer | undefined, content: Buffer): Buffer {
  const name = `aes-${key.length * 8}-${vector ? 'cbc' : 'ecb'}`
  const decipher = createDecipheriv(name, key, vector ?? null)
  decipher.setAutoPadding(false)
  return Buffer.concat([decipher.update(content), decipher.final()])
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function same(actual: Buffer, expected: Buffer): boolean {
  return expected.length >= actual.length && timingSafeEqual(actual, expected.subarray(0, actual.length))
}
