import { z } from 'zod'
import type { Client } from './client.ts'
import type { Project } from './project.ts'
import { CommandError, UsageError } from './verb.ts'

const kindShape = z.object({
  kind: z.string(),
  collection: z.string(),
  prefix: z.string(),
  columns: z.array(z.string()),
  fields: z.array(z.object({ name: z.string(), type: z.string() })),
  verbs: z.array(z.object({ name: z.string(), label: z.string() })),
})

/** A kind of record as the server describes it. */
export type KindDescription = z.output<typeof kindShape>

/** A record as the server answers it. */
export type Entity = { id: string; key: string; kind: string; label: string; version: number } & Record<
  string,
  unknown
>

/** Asks which kinds of record a project has. */
export const kindsOf = async (client: Client, project: Project): Promise<KindDescription[]> =>
  z.object({ kinds: z.array(kindShape) }).parse(await client.get(project.path('kinds'))).kinds

/** The kind that somebody names: `risk`, `risks`, `RISK`, `vendor-invoices`. @throws UsageError */
export const kindNamed = (kinds: readonly KindDescription[], name: string): KindDescription => {
  const wanted = name.toLowerCase().replaceAll('_', '-')
  const found = kinds.find(({ kind, collection, prefix }) =>
    [kind.replaceAll('_', '-'), collection, prefix.toLowerCase()].includes(wanted),
  )
  if (!found)
    throw new UsageError(
      `There is no kind ${JSON.stringify(name)}. There are ${kinds.map(({ kind }) => kind).join(', ')}.`,
    )
  return found
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Where a record is: its kind and the address below the project. A key says its kind; an id is looked for. */
export const locate = async (
  client: Client,
  project: Project,
  keyOrId: string,
): Promise<{ kind: KindDescription; path: string }> => {
  const kinds = await kindsOf(client, project)
  const at = (kind: KindDescription) => ({
    kind,
    path: project.path(`${kind.collection}/${encodeURIComponent(keyOrId)}`),
  })
  const prefix = /^([A-Za-z]+)-\d+$/.exec(keyOrId)?.[1]?.toUpperCase()
  const named = kinds.find((kind) => kind.prefix === prefix)
  if (named) return at(named)
  if (!uuid.test(keyOrId))
    throw new UsageError(`${JSON.stringify(keyOrId)} is neither a key such as RISK-1 nor an id.`)
  for (const kind of kinds) if (await exists(client, at(kind).path)) return at(kind)
  throw new CommandError('not-found', 'There is no such record, or you cannot see it.')
}

const exists = async (client: Client, path: string): Promise<boolean> => {
  try {
    await client.get(path)
    return true
  } catch (error) {
    if (error instanceof CommandError && error.code === 'not-found') return false
    throw error
  }
}
