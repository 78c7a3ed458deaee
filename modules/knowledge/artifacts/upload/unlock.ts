import { z } from 'zod'
import { entitySchema, rawEndpoint, type RawRequest } from '#kernel/contract/index.ts'
import { entityById, type Entity } from '#kernel/entities/index.ts'
import { invalid, parseInput, Refusal } from '#kernel/module/index.ts'
import { markFailed } from '../commands/finish.ts'
import { keepReading, type Keeper } from '../commands/keep-reading.ts'
import { addUnlocked } from '../commands/unlock-members.ts'
import { artifact } from '../kinds.ts'
import { readerOf } from '../reader.ts'
import { ReadingError, type Reading } from '../reading/index.ts'
import { lockedMembers } from '../queries/locked-members.ts'
import { fromStorage } from './refusals.ts'

const body = z.strictObject({ password: z.string().min(1).max(1_000) })
const mostBytes = 10_000

/**
 * `POST artifacts/{id}/unlock`: reads a file that is protected by a password, or the members of an archive that are. The
 * password is used while the request lasts and kept nowhere; what is read is kept like that of any other file.
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
    const isLocked = file.state === 'failed' && file.failure_code === 'encrypted'
    if (!isLocked && (await lockedMembers(open.reading, file.id)).length === 0)
      throw new Refusal(409, 'not-locked', `${file.key} does not wait for a password.`)
    const keeper = {
      house: open.reading.house,
      orgId: open.reading.scope.orgId,
      transaction: open.transaction.bind(open),
    }
    const reading = await read(open, file, password)
    if (isLocked) await keepOpened(keeper, file.id, reading)
    else await addUnlocked(keeper, file.id, reading.attachments)
    const { response } = open
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(await entityById(open.reading, artifact, file.id)))
  },
})

const keepOpened = async (keeper: Keeper, id: string, reading: Reading): Promise<void> => {
  await keeper.transaction(({ tx }) =>
    tx.query(
      `update artifacts set state = 'processing', failure_code = null, failure_reason = null where org_id = $1 and id = $2 and state = 'failed'`,
      [keeper.orgId, id],
    ),
  )
  await keepReading(keeper, id, reading).catch(async (error: unknown) => {
    const reason = 'Reading this file failed unexpectedly. Give the password again.'
    await keeper.transaction((context) => markFailed(context, id, 'encrypted', reason))
    throw error
  })
}

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
