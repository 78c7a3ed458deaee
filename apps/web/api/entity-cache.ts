import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Entity } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'

type Page = { items: readonly Entity[] }

const isPage = (value: unknown): value is Page =>
  typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)

const isPages = (value: unknown): value is InfiniteData<Page> =>
  typeof value === 'object' && value !== null && 'pages' in value && Array.isArray(value.pages)

const isEntity = (value: unknown, id: string): value is Entity =>
  typeof value === 'object' && value !== null && 'id' in value && value.id === id && 'abilities' in value

/** Changes an entity wherever it is held: its page, lists, boards. What holds no such entity stays the same object. */
function changed(held: unknown, id: string, change: (entity: Entity) => Entity): unknown {
  const inPage = (page: Page): Page =>
    page.items.some((item) => isEntity(item, id))
      ? { ...page, items: page.items.map((item) => (isEntity(item, id) ? change(item) : item)) }
      : page
  if (isPages(held)) {
    const pages = held.pages.map((page) => (isPage(page) ? inPage(page) : page))
    return pages.some((page, at) => page !== held.pages[at]) ? { ...held, pages } : held
  }
  if (isPage(held)) return inPage(held)
  return isEntity(held, id) ? change(held) : held
}

/**
 * Shows a change of entities before the server has taken it. The answer takes it back, exactly as it was, for where the
 * server refuses.
 */
export async function showAlready(
  client: QueryClient,
  ref: ProjectRef,
  collection: string,
  ids: readonly string[],
  fields: Record<string, unknown>,
): Promise<() => void> {
  const queryKey = [...projectKey(ref), collection]
  const present = {
    queryKey,
    predicate: ({ queryKey: key }: { queryKey: readonly unknown[] }) => !isPast(key),
  }
  // An answer under way would put the old value back.
  await client.cancelQueries(present)
  const before = client.getQueriesData(present)
  for (const [key, held] of before) {
    const after = ids.reduce<unknown>(
      (value, id) => changed(value, id, (entity) => ({ ...entity, ...fields })),
      held,
    )
    if (after !== held) client.setQueryData(key, after)
  }
  return () => {
    for (const [key, held] of before) client.setQueryData(key, held)
  }
}

/** Puts the server's word of entities in place of what is held. */
export function putEntities(
  client: QueryClient,
  ref: ProjectRef,
  collection: string,
  entities: readonly Entity[],
): void {
  for (const entity of entities)
    for (const [key, held] of client.getQueriesData({ queryKey: [...projectKey(ref), collection] })) {
      if (isPast(key)) continue
      const after = changed(held, entity.id, (old) => ({ ...old, ...entity }))
      if (after !== held) client.setQueryData(key, after)
    }
}

/** An entity as it was at a time does not change with the present. */
const isPast = (key: readonly unknown[]): boolean =>
  key[4] === 'entity' && typeof key[6] === 'string' && /^\d{4}-/.test(key[6])
