import { addressOf } from '#apps/client/call.ts'
import type { Entity, Filters } from './entities.ts'
import type { ProjectRef } from './project.ts'
import { addressWith, call } from './request.ts'

/** Sets the same fields of many entities, all or none. */
export const editMany = async (
  ref: ProjectRef,
  collection: string,
  ids: string[],
  changes: Record<string, unknown>,
  change?: string,
): Promise<readonly Entity[]> =>
  (await call('entities.edit_many', { params: { ...ref, collection }, body: { ids, changes } }, { change }))
    .items

/** Deletes many entities, all or none. */
export const deleteMany = async (
  ref: ProjectRef,
  collection: string,
  ids: string[],
  change?: string,
): Promise<readonly Entity[]> =>
  (await call('entities.delete_many', { params: { ...ref, collection }, body: { ids } }, { change })).items

/** The address from which a whole list can be downloaded. */
export const exportAddress = (
  ref: ProjectRef,
  collection: string,
  format: 'csv' | 'json',
  { q, filter }: { q?: string | undefined; filter?: Filters },
): string => addressWith(addressOf('entities.export', { ...ref, collection }), { format, q, filter })
