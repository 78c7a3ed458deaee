/** Secrets at rest: envelope encryption for each organization, keyed digests, tokens. */
export { boundTo, decrypt, encrypt } from './cipher.ts'
export { createVault, type Sealed, type Vault } from './vault.ts'
export { VaultError, type VaultErrorCode } from './vault-error.ts'
export { hashToken, randomToken, sameText } from './token.ts'
export { rolePassword } from './role-password.ts'
