import { connected } from '../connection.ts'
import { printable } from '../output.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

interface Answer {
  id: string
  outcome: 'answered' | 'doubtful' | 'not_found'
  answer: string
  sentences: { start: number; end: number; reason: string | null }[]
  citations: {
    number: number
    artifact_id: string
    key: string
    title: string
    start: number
    end: number
    quote: string
    page: number | null
    cell: string | null
  }[]
  conflicts: {
    about: string
    statements: { citation: number; value: string }[]
    record: { key: string; state: 'open' | 'resolved'; holds: number | null } | null
  }[]
  engine: string
  notice: string | null
}

/** `ask`: a cited answer from the documents of a project. */
export const verb: Verb = {
  arguments: [{ name: 'QUESTION', required: true, many: true }],
  options: {
    ...projectOptions,
    follows: { type: 'string', value: 'ID', help: 'the answer that this question follows on' },
    folder: { type: 'string', value: 'DIR', help: 'only from this folder of the library' },
  },
  notes: 'Quotes stand in the text of their file from start to end (UTF-16, half-open).',
  async run(invocation) {
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const given = await connection.client.send<Answer>('POST', project.path('answers'), {
        question: invocation.arguments.join(' '),
        follows: invocation.text('follows'),
        folder: invocation.text('folder'),
      })
      if (given.notice) invocation.output.say(given.notice)
      invocation.output.answer(given, () => readable(given))
    })
  },
}

const readable = ({ answer, sentences, citations, conflicts, engine }: Answer): string =>
  [
    printable(answer),
    ...sentences.flatMap(({ start, end, reason }) =>
      reason === null ? [] : [`Not borne out: “${printable(answer.slice(start, end))}” ${reason}`],
    ),
    ...conflicts.map(
      ({ about, statements, record }) =>
        `Sources differ on the ${about}: ${statements.map(({ citation, value }) => `${printable(value)} (${citations[citation]?.key ?? ''})`).join(', ')}${onRecord(record, statements)}`,
    ),
    citations
      .map(
        ({ number, key, title, page, cell, quote }) =>
          `[${number}] ${key} ${printable(title)}${page === null ? '' : `, page ${page}`}${cell === null ? '' : `, ${cell}`}\n    “${printable(quote)}”`,
      )
      .join('\n'),
    `Answered by ${engine === 'offline' ? 'the built-in engine, in the words of the sources' : engine}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')

/** Under which key a difference is on record, and which value was said to hold. */
const onRecord = (
  record: Answer['conflicts'][number]['record'],
  statements: readonly { value: string }[],
): string => {
  if (!record) return ''
  if (record.state === 'open') return `; on record as ${record.key}`
  const value = record.holds === null ? undefined : statements[record.holds]?.value
  return `; settled by ${record.key}: ${value === undefined ? 'neither' : printable(value)} holds`
}
