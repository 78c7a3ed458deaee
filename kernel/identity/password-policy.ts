import { commonPasswords } from './common-passwords.ts'
import { IdentityError } from './identity-error.ts'

/** Shortest accepted password, in characters. */
export const minPasswordLength = 10
/** Longest accepted password, in characters; long enough for a passphrase, short enough to hash. */
export const maxPasswordLength = 200

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '01234567890123456789',
  '1234567890-=',
]
const runs = [...rows, ...rows.map((row) => [...row].toReversed().join(''))]

/**
 * Refuses what is guessed first (NIST SP 800-63B, 3.1.1.2: length and a list of common values, no rules of composition).
 * @param known what else is known of the person: name and email must not be the password
 * @throws IdentityError `password-too-short`, `password-too-long` or `password-too-common`
 */
export const checkPassword = (password: string, known: readonly string[] = []): void => {
  if (password.length < minPasswordLength) throw new IdentityError('password-too-short')
  if (password.length > maxPasswordLength) throw new IdentityError('password-too-long')
  const plain = password.toLowerCase()
  const guessable = commonPasswords.has(plain) || repeats(plain) || runs.some((run) => run.includes(plain))
  if (guessable || known.some((each) => belongsTo(plain, each)))
    throw new IdentityError('password-too-common')
}

/** One to three characters over and over: `aaaaaaaaaa`, `1212121212`, `abcabcabcabc`. */
const repeats = (plain: string): boolean =>
  [1, 2, 3].some((length) =>
    plain
      .slice(0, length)
      .repeat(Math.ceil(plain.length / length))
      .startsWith(plain),
  )

const belongsTo = (plain: string, known: string): boolean => {
  const value = known.toLowerCase()
  return plain === value || plain === value.split('@')[0] || plain === value.replaceAll(/\s+/g, '')
}
