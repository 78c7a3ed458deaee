import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCommandLine, type CommandLine } from './testing.ts'

let line: CommandLine

beforeAll(async () => {
  line = await openCommandLine()
  const owner = ['--org', 'Acme', '--project', 'Portal', '--email', 'owner@example.com']
  await line.run(['init', ...owner])
}, 60_000)
afterAll(() => line.close())

const written = async (name: string, content: string): Promise<string> => {
  const path = join(line.folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

test('a question is answered with the words of the files, their places, and where they contradict each other', async () => {
  const plan = await written('plan.txt', 'The launch of the ferry portal is planned for 1 March 2027.\n')
  const minutes = await written(
    'minutes.txt',
    'The launch of the ferry portal is planned for 15 April 2027.\n',
  )
  await line.run(['ingest', plan, minutes, '--wait'])

  const asked = ['ask', 'When', 'is', 'the', 'launch', 'of', 'the', 'ferry', 'portal', 'planned?']
  const answer = JSON.parse((await line.run([...asked, '--json'])).stdout)
  const { stdout, code } = await line.run(asked)
  const unknown = await line.run(['ask', 'Who is the chief executive of the supplier?'])

  expect(answer).toMatchObject({ outcome: 'answered', engine: 'offline' })
  expect(answer.conflicts[0]).toMatchObject({ about: 'date', record: { key: 'CONF-1', state: 'open' } })
  const { artifact_id, start, end, quote } = answer.citations[0]
  const { stdout: text } = await line.run(['artifact', artifact_id, '--text'])
  expect(text.slice(start, end)).toBe(quote)
  expect(code).toBe(0)
  expect(stdout).toMatch(/\[1\] FILE-\d (?:plan|minutes)\.txt/)
  expect(stdout).toContain('on record as CONF-1')
  expect(unknown.stdout).toContain('These documents do not say.')
}, 60_000)

const lines = (...labels: readonly object[]): string =>
  labels.map((label) => `${JSON.stringify(label)}\n`).join('')

test('findings, contradictions and answers are measured on the labelled files of a user', async () => {
  const folder = join(line.folder, 'labelled')
  await written(
    'labelled/findings_ours/documents/note.md',
    '## Present\n\n- Mara Lindqvist (chair)\n\n## Risks\n\n- There is a high risk that the crane is late.\n\nThe launch of the ferry portal is planned for 1 March 2027. The crane is red.\n',
  )
  await written(
    'labelled/findings_ours/documents/below/mail.txt',
    'The launch of the ferry portal is planned for 15 April 2027.\n',
  )
  const decision = { type: 'decision', quote: 'The crane is red.' }
  const risk = { type: 'risk', quote: 'a high risk that the crane is late' }
  await written(
    'labelled/findings_ours/findings.jsonl',
    lines(
      {
        file: 'note.md',
        persons: [{ name: 'Mara Lindqvist', role: 'Chair' }, { name: 'Ada Byrne' }],
        facts: [{ type: 'date', value: '1 March 2027' }],
        topics: ['cranes'],
        insights: [risk, decision],
      },
      { file: 'below/mail.txt', persons: [], facts: [{ type: 'date', value: '2027-04-15' }] },
    ),
  )
  await written(
    'labelled/findings_ours/conflicts.jsonl',
    lines({ files: ['below/mail.txt', 'note.md'], values: ['15 April 2027', '2027-03-01'] }),
  )
  await written('labelled/ask_ours/documents/note.txt', 'The crane is late because of the storm.\n')
  await written(
    'labelled/ask_ours/questions.jsonl',
    lines(
      { question: 'What is late?', answers: ['the crane'], document: 'note.txt' },
      { question: 'Who owns the moon?', answers: [] },
    ),
  )

  const measured = await line.run(['eval', '--json'], { EVAL_DATA: folder, AI_EMBEDDING_MODEL: 'none' })
  const nothing = await line.run(['eval', 'smells', folder])

  const [answers, findings] = JSON.parse(measured.stdout)
  expect(findings).toMatchObject({ evaluation: 'findings', set: 'findings_ours' })
  expect(findings.metrics).toMatchObject({
    documents: 2,
    persons: { precision: 1, recall: 0.5 },
    roles: { accuracy: 1, n: 1 },
    'facts date': { precision: 1, recall: 1 },
    'insights risk': { precision: 1, recall: 1 },
    'insights decision': { recall: 0, n: 1 },
    conflicts: { precision: 1, recall: 1 },
  })
  expect(findings.metrics.topics).toHaveProperty('recall')
  expect(findings.failures).toContain('note.md decision missed: The crane is red.')
  expect(answers.metrics).toMatchObject({ answerable: 1, right: 1, refused_rightly: 1 })
  expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('findings') })
}, 60_000)
