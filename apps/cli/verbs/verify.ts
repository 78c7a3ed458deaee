import { connected, type Connection } from '../connection.ts'
import { placesOf, projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

interface Check {
  name: string
  ok: boolean
  checked: number
  problems: { message: string; id?: string | null }[]
}
interface Verification {
  ok: boolean
  checks: Check[]
}

/** `verify`: whether everything is whole. */
export const verb: Verb = {
  options: {
    ...projectOptions,
    project: { type: 'string', value: 'ORG/PROJECT', help: 'only this project; default: everything' },
  },
  notes: 'Over THROUGHLINE_URL only the audit chains of your organizations can be checked.',
  async run(invocation) {
    const found = await connected(invocation, { writes: false }, async (connection) => {
      if (!connection.isLocal) return chainsOf(connection)
      const part = invocation.text('project') === undefined ? {} : await projectOf(connection, invocation)
      const { org, project } = part as { org?: string; project?: string }
      return connection.client.long<Verification>('POST', '/api/local/verify', { org, project })
    })
    invocation.output.answer(found, () => readable(found))
    return found.ok ? 0 : 1
  },
}

const chainsOf = async (connection: Connection): Promise<Verification> => {
  const checks: Check[] = []
  for (const { slug } of await placesOf(connection)) {
    const chain = await connection.client.get<{
      ok: boolean
      checked: number
      problems: { problem: string; seq: number; entry_id: string | null }[]
    }>(`/api/v1/orgs/${slug}/audit/verify`)
    const problems = chain.problems.map(({ problem, seq, entry_id: id }) => ({
      message: `entry ${seq}: ${problem}`,
      id,
    }))
    checks.push({ name: `audit-chain of ${slug}`, ok: chain.ok, checked: chain.checked, problems })
  }
  return { ok: checks.every(({ ok }) => ok), checks }
}

const readable = ({ ok, checks }: Verification): string =>
  [
    ...checks.flatMap((check) => [
      `${check.ok ? 'ok   ' : 'WRONG'}  ${check.name} (${check.checked})`,
      ...check.problems.map(({ message, id }) => `         ${message}${id ? ` [${id}]` : ''}`),
    ]),
    ok ? 'Everything holds.' : 'Something does not hold.',
  ].join('\n')
