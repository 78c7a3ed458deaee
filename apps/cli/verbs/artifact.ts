import { connected, type Connection } from '../connection.ts'
import type { Entity } from '../kinds.ts'
import { record, table } from '../output.ts'
import { projectOf } from '../project.ts'
import { projectOptions, UsageError, type Verb } from '../verb.ts'

interface Span {
  start: number
  end: number
}
interface Findings {
  persons: {
    name: string
    role: string | null
    organization: string | null
    mentions: number
    confidence: number
    spans: Span[]
  }[]
  facts: {
    type: string
    key: string
    value: string
    normalized: string | null
    unit: string | null
    confidence: number
    span: Span
  }[]
  topics: { name: string; confidence: number; spans: Span[] }[]
  insights: { type: string; title: string; confidence: number; spans: Span[] }[]
}

const parts = ['persons', 'facts', 'topics', 'insights', 'text'] as const

/** `artifact`: what was found in one file, or its text. */
export const verb: Verb = {
  arguments: [{ name: 'ID', required: true }],
  options: {
    ...projectOptions,
    ...Object.fromEntries(
      parts.map((part) => [
        part,
        {
          type: 'boolean' as const,
          help: part === 'text' ? 'the text, exactly: spans point into it' : `only the ${part}`,
        },
      ]),
    ),
  },
  notes: 'Spans are half-open UTF-16 offsets into exactly what --text prints.',
  async run(invocation) {
    const [id = ''] = invocation.arguments
    const wanted = parts.filter((part) => invocation.flag(part))
    const { output } = invocation
    if (wanted.includes('text') && wanted.length > 1) throw new UsageError('--text stands alone.')
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const path = project.path(`artifacts/${encodeURIComponent(id)}`)
      if (wanted.includes('text')) {
        const read = await connection.client.get<{ text: string }>(`${path}/text`)
        if (output.isJson) return output.answer({ text: read.text }, '')
        // not a character more than there is
        process.stdout.write(read.text)
        return undefined
      }
      const [entity, findings] = await Promise.all([
        connection.client.get<Entity>(path),
        connection.client.get<Findings>(`${path}/findings`),
      ])
      const shown =
        wanted.length === 0
          ? findings
          : Object.fromEntries(
              Object.entries(findings).filter(([part]) => (wanted as readonly string[]).includes(part)),
            )
      const locked = wanted.length === 0 && entity.format === 'zip' ? await lockedIn(connection, path) : []
      return output.answer(
        wanted.length === 0 ? { ...entity, ...(locked.length > 0 ? { locked } : {}), ...findings } : shown,
        () =>
          [wanted.length === 0 ? heading(entity, locked) : '', readable(shown)]
            .filter((piece) => piece !== '')
            .join('\n\n'),
      )
    })
  },
}

/** Files in an archive that wait for a password. */
const lockedIn = async ({ client }: Connection, path: string): Promise<string[]> => {
  const { metadata } = await client.get<{ metadata: Record<string, string> }>(`${path}/text`)
  return metadata['locked']?.split('\n') ?? []
}

const heading = (
  {
    key,
    filename,
    state,
    failure_reason: reason,
    format,
    title,
    language,
    page_count: pages,
    text_length: length,
    engine,
  }: Entity,
  locked: readonly string[],
): string =>
  record({
    file: `${key} ${String(filename)}`,
    state: reason ? `${String(state)}: ${String(reason)}` : state,
    format,
    title,
    language,
    pages,
    characters: length,
    engine,
    ...(locked.length > 0 ? { 'waits for a password': locked.join(', ') } : {}),
  })

const percent = (confidence: number): string => `${Math.round(confidence * 100)}%`
const place = ({ start, end }: Span): string => `${start}–${end}`

const readable = (findings: Partial<Findings>): string => {
  const { persons, facts, topics, insights } = findings
  return [
    persons &&
      section(
        'persons',
        table(
          ['name', 'role', 'organization', 'mentions', 'confidence'],
          persons.map((each) => [
            each.name,
            each.role,
            each.organization,
            each.mentions,
            percent(each.confidence),
          ]),
        ),
      ),
    facts &&
      section(
        'facts',
        table(
          ['type', 'key', 'value', 'normalized', 'unit', 'confidence', 'span'],
          facts.map((each) => [
            each.type,
            each.key,
            each.value,
            each.normalized,
            each.unit,
            percent(each.confidence),
            place(each.span),
          ]),
        ),
      ),
    topics &&
      section(
        'topics',
        table(
          ['name', 'confidence'],
          topics.map((each) => [each.name, percent(each.confidence)]),
        ),
      ),
    insights &&
      section(
        'insights',
        table(
          ['type', 'title', 'confidence', 'spans'],
          insights.map((each) => [
            each.type,
            each.title,
            percent(each.confidence),
            each.spans.map(place).join(' '),
          ]),
        ),
      ),
  ]
    .filter((piece) => piece !== undefined)
    .join('\n\n')
}

const section = (name: string, body: string): string => `${name}\n${body}`
