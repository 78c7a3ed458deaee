import { IdentityError } from './identity-error.ts'
import type { LockOut } from './lock-out.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'

/**
 * A sign-in with a password under the lock-out. All refusals look alike and take one hashing, but for the owner's: who
 * knows the password is told that the account is locked.
 * @param signIn asks better-auth, which checks the password and begins a session
 * @throws IdentityError `invalid-credentials` or `account-locked`
 */
export const guardedSignIn = async (
  attempts: LockOut,
  lockSeconds: number,
  credentials: { email: string; password: string },
  signIn: () => Promise<Response>,
): Promise<Response> => {
  const attempt = await attempts.begin(credentials.email)
  if (attempt?.locked) throw await refusal(attempt, credentials.password, lockSeconds)
  const response = await signIn()
  if (!attempt) return response
  if (response.ok) await attempts.clear(attempt.userId)
  else if (response.status === 401) await attempts.failed(attempt)
  return response
}

const refusal = async (
  attempt: { spent: boolean; passwordHash: string | null },
  password: string,
  lockSeconds: number,
): Promise<IdentityError> => {
  if (attempt.spent || !attempt.passwordHash) {
    await hashPassword(password)
    return new IdentityError('invalid-credentials')
  }
  return (await verifyPassword(attempt.passwordHash, password))
    ? new IdentityError('account-locked', lockSeconds)
    : new IdentityError('invalid-credentials')
}
