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
})

test('findings and answers are measured on the labelled files of a user', async () => {
  const folder = join(line.folder, 'labelled')
  await written(
    'labelled/documents/note.md',
    '## Risks\n\n- There is a high risk that the crane is late.\n\nThe crane is red.\n',
  )
  await written(
    'labelled/insights.jsonl',
    '{"file":"documents/note.md","insights":[{"type":"risk","quote":"a high risk that the crane is late"},{"type":"decision","quote":"The crane is red."}]}\n',
  )
  await written(
    'labelled/questions.jsonl',
    '{"question":"What is late?","answers":["the crane"],"document":"note.md"}\n{"question":"Who owns the moon?","answers":[]}\n',
  )

  const found = JSON.parse((await line.run(['eval', 'insights', folder, '--json'])).stdout)
  const answered = await line.run(['eval', 'ask', folder, '--json'], { AI_EMBEDDING_MODEL: 'none' })
  const nothing = await line.run(['eval', 'smells', folder])

  expect(found).toMatchObject({ risk: { precision: 1, recall: 1 }, decision: { recall: 0 } })
  expect(found.failures).toEqual([expect.stringContaining('decision missed: The crane is red.')])
  expect(JSON.parse(answered.stdout)).toMatchObject({ answerable: 1, right: 1, refused_rightly: 1 })
  expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('insights') })
})
