import { hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. Argon2id is the library's default. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** One spelling for what looks the same on different keyboards (NIST SP 800-63B, 3.1.1.2). */
const normal = (password: string): string => password.normalize('NFKC')

/** Hashes a password with Argon2id, about 20 to 50 ms off the main thread; gives the PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), parameters)

/** Whether the password belongs to the hash; false, too, for a hash that is none. */
export const verifyPassword = async (phc: string, password: string): Promise<boolean> => {
  try {
    return await verify(phc, normal(password))
  } catch {
    return false
  }
}
