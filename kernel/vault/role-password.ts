import { createHash } from 'node:crypto'
import type { Vault } from './vault.ts'

/** Passwords of the database roles that log in to a server, derived from the installation's secret. */
export const rolePassword =
  (vault: Vault) =>
  (role: string): string =>
    createHash('sha256').update(vault.hmac('database role', role)).digest('hex')
