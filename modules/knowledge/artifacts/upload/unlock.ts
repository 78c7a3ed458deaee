import { z } from 'zod'
import { entitySchema, rawEndpoint, type RawRequest } from '#kernel/contract/index.ts'
import { entityById, type Entity } from '#kernel/entities/index.ts'
import { invalid, parseInput, Refusal } from '#kernel/module/index.ts'
import { markFailed } from '../commands/finish.ts'
import { keepReading } from '../commands/keep-reading.ts'
import { artifact } from '../kinds.ts'
import { readerOf } from '../reader.ts'
import { ReadingError, type Reading } from '../reading/index.ts'
import { fromStorage } from './refusals.ts'

const body = z.strictObject({ password: z.string().min(1).max(1_000) })
const mostBytes = 10_000

/**
 * `POST artifacts/{id}/unlock`: reads a file that is protected by a password. The password is used while the request
 * lasts and kept nowhere; the text that is read is kept like that of any other file.
 */
export const unlockFile = rawEndpoint({
  method: 'POST',
  path: 'artifacts/{id}/unlock',
  name: 'artifacts.unlock',
  summary: 'Read a file that is protected by a password; the password is kept nowhere',
  permit: { kind: 'artifact', action: 'edit' },
  consumes: 'application/json',
  produces: 'application/json',
  output: entitySchema(artifact),
  async handle(open) {
    const { password } = parseInput(body, await jsonBody(open))
    const file = await entityById(open.reading, artifact, open.params.id ?? '')
    if (file.state !== 'failed' || file.failure_code !== 'encrypted')
      throw new Refusal(409, 'not-locked', `${file.key} does not wait for a password.`)
    const reading = await read(open, file, password)
    const { house, scope } = open.reading
    await open.transaction(({ tx }) =>
      tx.query(
        `update artifacts set state = 'processing', failure_code = null, failure_reason = null where org_id = $1 and id = $2 and state = 'failed'`,
        [scope.orgId, file.id],
      ),
    )
    const keeper = { house, orgId: scope.orgId, transaction: open.transaction.bind(open) }
    await keepReading(keeper, file.id, reading).catch(async (error: unknown) => {
      const reason = 'Reading this file failed unexpectedly. Give the password again.'
      await open.transaction((context) => markFailed(context, file.id, 'encrypted', reason))
      throw error
    })
    const { response } = open
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(await entityById(open.reading, artifact, file.id)))
  },
})

const read = async (
  { reading: { house, scope }, signal }: RawRequest,
  file: Entity,
  password: string,
): Promise<Reading> => {
  const bytes = await house.blobs
    .read(scope.orgId, String(file.sha256))
    .catch((error: unknown) => Promise.reject(fromStorage(error, Number(file.size_bytes))))
  return readerOf(house)
    .pool.read({ bytes, filename: String(file.filename), password, signal })
    .catch((error: unknown) => {
      if (!(error instanceof ReadingError)) throw error
      throw new Refusal(error.code === 'wrong-password' ? 422 : 409, error.code, error.message)
    })
}

const jsonBody = async ({ request }: RawRequest): Promise<unknown> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > mostBytes) throw invalid([{ path: 'password', message: 'is too long' }])
    parts.push(bytes)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString())
  } catch {
    throw invalid([{ path: '', message: 'must be JSON with a password' }])
  }
}
