import { createHash } from 'node:crypto'
import { uuidv7, type Database, type TenantScope, type Tx } from '../db/index.ts'
import { canonicalJson } from '../ledger/canonical.ts'
import { Refusal } from '../module/refusal.ts'
import type { RawRequest } from './endpoint.ts'
import type { RequestFacts } from './request.ts'

/** A request whose effect must happen once, however often it is sent. */
export interface Repeatable {
  key: string
  method: string
  path: string
  /** what was asked, besides the address; any JSON */
  content: unknown
  /** status of the answer when it succeeds */
  status: number
  /** false where the answer is shown once and must not be kept */
  keepAnswer: boolean
}

/** Hours for which a key is remembered. */
export const idempotencyHours = 24

const claim = `insert into idempotency_keys as known (org_id, id, actor_id, key, method, path, request_hash) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (org_id, actor_id, key) do update
    set id = excluded.id, method = excluded.method, path = excluded.path, request_hash = excluded.request_hash, status = null, response = null, created_at = now()
    where known.created_at < now() - make_interval(hours => ${idempotencyHours})
  returning id`

/**
 * Runs `work` once per key of an actor; a repetition gets the stored answer and the header `idempotency-replayed`. Key,
 * answer and effect commit together, so a second request at the same moment waits for the first one's end.
 * @throws Refusal 422 when the key was used for another request, 409 when its answer was not kept
 */
export const onlyOnce = async <T>(
  tx: Tx,
  scope: TenantScope,
  facts: Pick<RequestFacts, 'access' | 'setHeader'>,
  request: Repeatable | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  if (!request) return work()
  const actorId = facts.access.user.id
  const hash = hashOf(request)
  const [claimed] = await tx.query<{ id: string }>(claim, [
    scope.orgId,
    uuidv7(),
    actorId,
    request.key,
    request.method,
    request.path,
    hash,
  ])
  if (claimed) {
    const answer = await work()
    const kept = request.keepAnswer ? JSON.stringify({ answer }) : null
    tx.defer('update idempotency_keys set status = $3, response = $4 where org_id = $1 and id = $2', [
      scope.orgId,
      claimed.id,
      request.status,
      kept,
    ])
    return answer
  }
  const [known] = await tx.query<{ request_hash: string; response: { answer: T } | null }>(
    'select request_hash, response from idempotency_keys where org_id = $1 and actor_id = $2 and key = $3',
    [scope.orgId, actorId, request.key],
  )
  if (known && known.request_hash !== hash) {
    throw new Refusal(
      422,
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Use a new key for each new request.',
    )
  }
  if (!known?.response) {
    throw new Refusal(
      409,
      'idempotency-key-spent',
      'The request with this Idempotency-Key was done before; its answer is shown only once. Use a new key to do it again.',
    )
  }
  facts.setHeader('idempotency-replayed', 'true')
  return known.response.answer
}

/**
 * What makes the sending of files with an `Idempotency-Key` the same as another: address, query and contents.
 * @param path of the endpoint below the place; @param contents their SHA-256
 */
export const repeatableBytes = (
  { facts, query, params }: Pick<RawRequest, 'facts' | 'query' | 'params'>,
  path: string,
  contents: unknown,
): Repeatable | undefined =>
  facts.idempotencyKey
    ? {
        key: facts.idempotencyKey,
        method: 'POST',
        path,
        content: { query, params, contents },
        status: 201,
        keepAnswer: true,
      }
    : undefined

/** The id that a request with an `Idempotency-Key` gives to what it makes: the same at each repetition (RFC 9562, version 8). */
export const repeatableId = (userId: string, key: string): string => {
  const hex = createHash('sha256').update(`${userId} ${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const hashOf = ({ method, path, content }: Repeatable): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify({ method, path, content }))))
    .digest('hex')

/** Forgets keys that are older than {@link idempotencyHours}, some thousands at a time. Gives how many. */
export const pruneIdempotencyKeys = async (database: Database, rowsAtOnce = 5_000): Promise<number> => {
  let removed = 0
  for (;;) {
    const { length } = await database.sql('maintenance').query(
      `delete from idempotency_keys where (org_id, id) in (
         select org_id, id from idempotency_keys where created_at < now() - make_interval(hours => $1) limit $2) returning 1`,
      [idempotencyHours, rowsAtOnce],
    )
    removed += length
    if (length < rowsAtOnce) return removed
  }
}
