import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { SecretError } from './secret-error.ts'
import { secretCheckFile } from './verify-secret.ts'
import { writeOnce } from './write-once.ts'

/** The secret and where it was found. */
export interface ResolvedSecret {
  readonly secret: string
  readonly source: 'environment' | 'file' | 'made'
}

const secretFile = 'secret'
const shortestSecret = 32

/**
 * Finds the installation's secret: THROUGHLINE_SECRET, else the file `secret` in the data folder, else,
 * with the embedded database, a new one that is kept in that file, readable by its owner alone.
 * Processes that start at the same time agree on one secret.
 * @throws SecretError `secret-required` with a database server and no variable; `secret-lost` where the folder
 *   held a secret before; `secret-unreadable` where the file is damaged
 */
export async function resolveSecret(options: {
  env: { readonly THROUGHLINE_SECRET?: string | undefined }
  dataDir: string
  embedded: boolean
}): Promise<ResolvedSecret> {
  const configured = options.env.THROUGHLINE_SECRET
  if (configured !== undefined && configured !== '') return { secret: configured, source: 'environment' }
  if (!options.embedded) {
    throw new SecretError(
      'secret-required',
      'THROUGHLINE_SECRET is required with DATABASE_URL. Set it to the same value for every process.',
    )
  }
  const kept = await readSecret(options.dataDir)
  if (kept !== undefined) return { secret: kept, source: 'file' }
  if (await exists(join(options.dataDir, secretCheckFile))) {
    throw new SecretError(
      'secret-lost',
      `The file ${secretFile} is gone from the data folder, which has data made with it. Put it back or set THROUGHLINE_SECRET.`,
    )
  }
  return await makeSecret(options.dataDir)
}

async function readSecret(dataDir: string): Promise<string | undefined> {
  const path = join(dataDir, secretFile)
  try {
    const secret = (await readFile(path, 'utf8')).trim()
    if (secret.length < shortestSecret) {
      throw new SecretError(
        'secret-unreadable',
        `The file ${path} is damaged. Put it back from where you keep it.`,
      )
    }
    await chmod(path, 0o600)
    return secret
  } catch (error) {
    if (isAbsent(error)) return undefined
    if (error instanceof SecretError) throw error
    throw new SecretError(
      'secret-unreadable',
      `The file ${path} cannot be read. Check its owner and its rights.`,
    )
  }
}

async function makeSecret(dataDir: string): Promise<ResolvedSecret> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const secret = randomBytes(32).toString('base64url')
  if (await writeOnce(join(dataDir, secretFile), `${secret}\n`)) return { secret, source: 'made' }
  const winner = await readSecret(dataDir)
  if (winner !== undefined) return { secret: winner, source: 'file' }
  throw new SecretError(
    'secret-unreadable',
    `The file ${secretFile} in the data folder appeared and was gone again.`,
  )
}

const exists = async (path: string): Promise<boolean> =>
  await stat(path).then(
    () => true,
    () => false,
  )

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
