import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SecretError } from './secret-error.ts'
import { writeOnce } from './write-once.ts'

/** Name of the file in the data folder that holds the check value. */
export const secretCheckFile = 'secret-check'

/** Where the check value is kept, next to the data that the secret protects. */
export interface SecretCheckStore {
  read(): Promise<string | undefined>
  /** Keeps the value unless there is one already; a second writer must not replace the first one's. */
  write(check: string): Promise<void>
}

/**
 * Makes sure that the secret is the one that the data was made with. The first time, the check value is
 * kept; later it is compared.
 * @throws SecretError `secret-wrong`
 */
export async function verifySecret(secret: string, store: SecretCheckStore): Promise<void> {
  if ((await store.read()) === undefined) await store.write(secretCheck(secret))
  const check = await store.read()
  if (check === undefined || !matches(secret, check)) {
    throw new SecretError(
      'secret-wrong',
      'THROUGHLINE_SECRET is not the one that this data was made with. Set the former one: without it, stored credentials and sign-ins cannot be read.',
    )
  }
}

/** A value from which a secret can be recognized but not found: `v1.salt.mac`, both base64url. */
export function secretCheck(secret: string, salt: Uint8Array = randomBytes(16)): string {
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'throughline secret check', 32))
  const mac = createHmac('sha256', key).update('check').digest('base64url')
  return `v1.${Buffer.from(salt).toString('base64url')}.${mac}`
}

/** Keeps the check value in the data folder, for the embedded database. */
export function fileCheckStore(dataDir: string): SecretCheckStore {
  const path = join(dataDir, secretCheckFile)
  return {
    read: async () => {
      try {
        return (await readFile(path, 'utf8')).trim()
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    write: async (check) => {
      await writeOnce(path, `${check}\n`)
    },
  }
}

function matches(secret: string, check: string): boolean {
  const [version, salt] = check.split('.')
  if (version !== 'v1' || salt === undefined) return false
  const expected = Buffer.from(secretCheck(secret, Buffer.from(salt, 'base64url')))
  const found = Buffer.from(check)
  return expected.length === found.length && timingSafeEqual(expected, found)
}
