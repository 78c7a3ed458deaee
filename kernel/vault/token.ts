import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
// 62^43 > 2^256 > 62^42, so every 256-bit number has its own 43 digits.
const digits = 43

/**
 * A token of 256 random bits: `prefix_` and 43 letters and digits, which a double click selects whole.
 * @throws TypeError when the prefix is not lower-case letters and digits
 */
export function randomToken(prefix: string): string {
  if (!/^[a-z][a-z0-9]*$/.test(prefix))
    throw new TypeError('A token prefix is lower-case letters and digits.')
  let number = BigInt(`0x${randomBytes(32).toString('hex')}`)
  let text = ''
  for (let place = 0; place < digits; place += 1) {
    text = alphabet.charAt(Number(number % 62n)) + text
    number /= 62n
  }
  return `${prefix}_${text}`
}

/**
 * SHA-256 of a token, as hex: what is stored and looked up. A slow hash would gain nothing, as 256 random
 * bits cannot be guessed.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function sameText(left: string, right: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(left).digest(),
    createHash('sha256').update(right).digest(),
  )
}
