import { connected, type Connection } from '../connection.ts'
import { locate } from '../kinds.ts'
import { placesOf, projectOf } from '../project.ts'
import { projectOptions, UsageError, type Invocation, type Verb } from '../verb.ts'

interface Report {
  id: string
  repeated: boolean
  erased_at: string
  erased: Record<string, number>
  sources: { label: string }[]
  remains: { table: string; rows: number }[]
  advice: string
}

/** `erase`: personal data of a person whom documents name, or of a former member. */
export const verb: Verb = {
  arguments: [{ name: 'KEY|ID', required: false }],
  options: {
    ...projectOptions,
    account: {
      type: 'string',
      value: 'EMAIL|ID',
      help: 'a former member of the organization instead of a record',
    },
    org: {
      type: 'string',
      value: 'ORG',
      help: 'the organization of the account; may be left out where there is only one',
    },
    reason: { type: 'string', value: 'WORDS', help: 'why; kept, so name nobody in it' },
  },
  notes:
    'Erasing cannot be taken back. It needs an administrator of the organization. The audit chain stays provable.',
  async run(invocation) {
    const reason = invocation.text('reason')
    const [record] = invocation.arguments
    const account = invocation.text('account')
    if (reason === undefined) throw new UsageError('Say why with --reason.')
    if ((record === undefined) === (account === undefined))
      throw new UsageError('Name either a record, or a former member with --account.')
    await connected(invocation, { writes: true }, async (connection) => {
      const { org, about } =
        record === undefined
          ? { org: await orgOf(connection, invocation), about: { account } }
          : await recordAt(connection, invocation, record)
      const path = `/api/v1/orgs/${encodeURIComponent(org)}/erasures`
      const report = await connection.client.send<Report>('POST', path, { ...about, reason })
      invocation.output.answer(report, () => readable(report))
    })
  },
}

const recordAt = async (connection: Connection, invocation: Invocation, record: string) => {
  const project = await projectOf(connection, invocation)
  const { path } = await locate(connection.client, project, record)
  const { id } = await connection.client.get<{ id: string }>(path)
  return { org: project.org, about: { record: id } }
}

const orgOf = async (connection: Connection, invocation: Invocation): Promise<string> => {
  const places = await placesOf(connection)
  const org = invocation.text('org')
  const [place] = places.filter(({ slug, id }) => org === undefined || slug === org || id === org)
  if (!place || (org === undefined && places.length > 1))
    throw new UsageError(`Say which organization with --org: ${places.map(({ slug }) => slug).join(', ')}.`)
  return place.slug
}

const counted = (counts: readonly (readonly [string, number])[]): string =>
  counts.map(([table, rows]) => `${rows} in ${table.replaceAll('_', ' ')}`).join(', ')

const readable = ({ repeated, erased_at, erased, sources, remains, advice }: Report): string =>
  [
    repeated
      ? `Nothing was left to erase: it was done on ${erased_at.slice(0, 10)}.`
      : `Erased: ${counted(Object.entries(erased))}.`,
    ...(sources.length > 0
      ? [`Files that still name the person: ${sources.map(({ label }) => label).join(', ')}`]
      : []),
    ...(remains.length > 0
      ? [`The same words still stand: ${counted(remains.map(({ table, rows }) => [table, rows] as const))}`]
      : []),
    ...(advice ? [advice] : []),
  ].join('\n')
