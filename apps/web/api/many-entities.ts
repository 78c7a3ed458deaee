import * as z from 'zod/mini'
import { asChange } from './changes.ts'
import { filterParameters, pageShape, type Entity, type Filters } from './entities.ts'
import { projectPath, type ProjectRef } from './project.ts'
import { request } from './request.ts'

const changedShape = z.pick(pageShape, { items: true })

/** Sets the same fields of many entities, all or none. */
export const editMany = async (
  ref: ProjectRef,
  collection: string,
  ids: string[],
  changes: Record<string, unknown>,
  change?: string,
): Promise<Entity[]> =>
  (
    await request(changedShape, `${projectPath(ref)}/${collection}`, {
      method: 'PATCH',
      body: { ids, changes },
      headers: asChange(change),
    })
  ).items

/** Deletes many entities, all or none. */
export const deleteMany = async (
  ref: ProjectRef,
  collection: string,
  ids: string[],
  change?: string,
): Promise<Entity[]> =>
  (
    await request(changedShape, `${projectPath(ref)}/${collection}/delete`, {
      method: 'POST',
      body: { ids },
      headers: asChange(change),
    })
  ).items

/** The address from which a whole list can be downloaded. */
export function exportAddress(
  ref: ProjectRef,
  collection: string,
  format: 'csv' | 'json',
  query: { q?: string | undefined; filter?: Filters },
): string {
  const parameters = new URLSearchParams({ format, ...filterParameters(query.filter) })
  if (query.q) parameters.set('q', query.q)
  return `${projectPath(ref)}/${collection}/export?${parameters.toString()}`
}
