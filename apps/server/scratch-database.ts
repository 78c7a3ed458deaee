import { randomBytes } from 'node:crypto'
import { openDatabase, type Role } from '#kernel/db/index.ts'
import type { SecretCheck } from '#kernel/db/open.ts'

/** A database that is there for a while. */
export interface ScratchDatabase {
  url: string
  drop(): Promise<void>
}

/** How a server is entered: the passwords of its roles follow from the secret, so it has to be the server's own. */
export interface ServerEntry {
  rolePassword(role: Role): string
  /** refuses another secret than the one the server was made with, before anything is changed */
  verifySecret?(known: SecretCheck): Promise<void>
}

/**
 * Makes a database of its own on a server, whose name begins with `prefix`. The login role of `server` has to be allowed
 * to make databases.
 */
export const scratchDatabase = async (
  server: string,
  prefix: string,
  entry: ServerEntry,
): Promise<ScratchDatabase> => {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`
  const admin = await openDatabase({ databaseUrl: server, dataDir: null, ...entry })
  const run = (text: string): Promise<unknown> =>
    admin.engine.withConnection('owner', (connection) => connection.send([{ text }]))
  await run(`create database ${name}`)
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).toString(),
    async drop() {
      await run(`drop database ${name} with (force)`)
      await admin.close()
    },
  }
}
