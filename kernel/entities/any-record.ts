import type { Kind } from './kind.ts'
import { entityById, type Entity, type Reader } from './read.ts'
import { notFound } from '../module/refusal.ts'

/**
 * One record of whatever kind, by id or key.
 * @throws Refusal 403 where the caller may see no record of its kind, 404 where there is none that they can see
 */
export const anyRecord = async (reader: Reader, idOrKey: string): Promise<{ kind: Kind; entity: Entity }> => {
  const kind = await kindOf(reader, idOrKey)
  if (!kind) throw notFound('record')
  return { kind, entity: await entityById(reader, kind, idOrKey) }
}

const kindOf = async (reader: Reader, idOrKey: string): Promise<Kind | undefined> => {
  const { registry } = reader.house
  const [, prefix] = /^([A-Z][A-Z0-9]*)-\d{1,9}$/.exec(idOrKey) ?? []
  if (prefix !== undefined) return [...registry.kinds.values()].find((kind) => kind.prefix === prefix)
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(idOrKey)) return undefined
  const [head] = await reader.tx.query<{ kind: string }>(
    'select kind from entities where org_id = $1 and id = $2',
    [reader.scope.orgId, idOrKey],
  )
  return head && registry.kinds.get(head.kind)
}
