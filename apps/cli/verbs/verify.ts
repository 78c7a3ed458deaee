import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { verifyProof, type ProofReport } from '#kernel/ledger/proof.ts'
import { connected, type Connection } from '../connection.ts'
import { placesOf, projectOf } from '../project.ts'
import { CommandError, projectOptions, type Invocation, type Verb } from '../verb.ts'

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
    export: {
      type: 'string',
      value: 'FILE',
      help: 'only this file of audit-export, without any installation',
    },
  },
  notes: 'Over THROUGHLINE_URL only the audit chains of your organizations can be checked.',
  async run(invocation) {
    const file = invocation.text('export')
    if (file !== undefined) return checkFile(invocation, file)
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

const checkFile = async (invocation: Invocation, file: string): Promise<number> => {
  const found = await verifyProof(createInterface({ input: createReadStream(file) })).catch(
    (error: unknown) => {
      throw new CommandError(
        'unreadable',
        `${file} cannot be read: ${error instanceof Error ? error.message : ''}`,
      )
    },
  )
  invocation.output.answer(found, () => proofReadable(found))
  return found.ok ? 0 : 1
}

const proofReadable = ({ ok, checked, first, last, gaps, problems }: ProofReport): string =>
  [
    `${checked} entries, from ${first?.seq ?? 0} to ${last?.seq ?? 0}`,
    ...gaps.map(({ after, before }) => `left out: between ${after} and ${before}`),
    ...problems,
    ok
      ? `Every entry is as it was sealed. Compare the last hash with the head that you kept: ${last?.hash ?? ''}`
      : 'Something does not hold.',
  ].join('\n')

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
