import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { proofText, type ProofLine } from '#kernel/ledger/proof.ts'
import { connected, type Connection } from '../connection.ts'
import { placesOf } from '../project.ts'
import { dataOptions, UsageError, type Verb } from '../verb.ts'

/** `audit-export`: the sealed entries of an organization with what proves them. */
export const verb: Verb = {
  options: {
    ...dataOptions,
    org: { type: 'string', value: 'ORG', help: 'the organization; may be left out where there is only one' },
    out: { type: 'string', value: 'FILE', help: 'file to write; it must not exist' },
  },
  notes: 'Anybody can check the file with "throughline verify --export FILE", without this installation.',
  async run(invocation) {
    const out = invocation.text('out')
    if (out === undefined) throw new UsageError('Say which file to write with --out FILE.')
    await connected(invocation, { writes: false }, async (connection) => {
      const places = await placesOf(connection)
      const org = invocation.text('org')
      const [place] = places.filter(({ slug, id }) => org === undefined || slug === org || id === org)
      if (!place || (org === undefined && places.length > 1))
        throw new UsageError(
          `Say which organization with --org: ${places.map(({ slug }) => slug).join(', ')}.`,
        )
      const end = { seq: 0, hash: '' }
      await pipeline(
        proofText(place.id, linesOf(connection, place.slug, end)),
        createWriteStream(out, { flags: 'wx', mode: 0o600 }),
      )
      invocation.output.answer(
        { file: out, org_id: place.id, last: end },
        `Entries up to ${end.seq} are in ${out}. The last hash is ${end.hash}: keep it apart from the file.`,
      )
    })
  },
}

async function* linesOf(
  connection: Connection,
  org: string,
  end: { seq: number; hash: string },
): AsyncGenerator<ProofLine> {
  for (let after: number | null = 0; after !== null;) {
    const page: { items: ProofLine[]; next: number | null } = await connection.client.get(
      `/api/v1/orgs/${encodeURIComponent(org)}/audit/export`,
      { after, limit: 1_000 },
    )
    for (const line of page.items) {
      Object.assign(end, { seq: line.seq, hash: line.hash })
      yield line
    }
    after = page.next
  }
}
