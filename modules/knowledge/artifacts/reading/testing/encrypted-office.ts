import { createCipheriv, createHash } from 'node:crypto'

import { compoundFileOf } from './office-documents.ts'

const sha512 = (...parts: Buffer[]): Buffer => createHash('sha512').update(Buffer.concat(parts)).digest()
const number = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer)
const encrypt = (key: Buffer, vector: Buffer, content: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-cbc', key, vector).setAutoPadding(false)
  return Buffer.concat([cipher.update(content), cipher.final()])
}

/** An Office package encrypted as Office does (agile, AES-256, SHA-512), with few rounds and keys that are always the same. */
export function encryptedOfficeOf(content: Uint8Array, password: string): Uint8Array {
  const rounds = 1_000
  const [salt, secret, dataSalt] = [Buffer.alloc(16, 7), Buffer.alloc(32, 9), Buffer.alloc(16, 5)]
  let base = sha512(salt, Buffer.from(password, 'utf16le'))
  for (let round = 0; round < rounds; round += 1) base = sha512(number(round), base)
  const lock = (purpose: string, value: Buffer): string =>
    encrypt(sha512(base, Buffer.from(purpose, 'hex')).subarray(0, 32), salt, value).toString('base64')
  const verifier = Buffer.alloc(16, 3)
  const kind = 'blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" hashAlgorithm="SHA512"'
  const info =
    `<encryption xmlns:p="p"><keyData ${kind} saltValue="${dataSalt.toString('base64')}"/><keyEncryptors><keyEncryptor>` +
    `<p:encryptedKey spinCount="${rounds}" ${kind} saltValue="${salt.toString('base64')}" encryptedVerifierHashInput="${lock('fea7d2763b4b9e79', verifier)}"` +
    ` encryptedVerifierHashValue="${lock('d7aa0f6d3061344e', sha512(verifier))}" encryptedKeyValue="${lock('146e0be7abacd0d6', secret)}"/>` +
    '</keyEncryptor></keyEncryptors></encryption>'
  const segments: Buffer[] = []
  for (let at = 0; at < content.length; at += 4_096) {
    const segment = Buffer.from(content.subarray(at, at + 4_096))
    const padded = Buffer.concat([segment, Buffer.alloc((16 - (segment.length % 16)) % 16)])
    segments.push(encrypt(secret, sha512(dataSalt, number(at / 4_096)).subarray(0, 16), padded))
  }
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(content.length))
  return compoundFileOf({
    EncryptionInfo: Buffer.concat([Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]), Buffer.from(info)]),
    EncryptedPackage: Buffer.concat([size, ...segments]),
  })
}
