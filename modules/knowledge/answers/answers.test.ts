import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { Answer } from './answer.ts'

let installation: TestInstallation
let tenant: Tenant
const files = new Map<string, string>()

const charter = `# Portal charter

## Budget

The budget for the portal move is EUR 240,000 and includes hosting.

## Team

Maria Lopez is responsible for the portal. Jonas Weber leads testing.

## Timeline

The cutover starts on 12 March 2025. Training follows in April.
`
const minutes = `Minutes of the steering meeting

The steering committee decided to keep the old portal until June because the archive is not migrated.
The cutover starts on 19 March 2025.
The following people attended:
- Maria Lopez
- Jonas Weber
`

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  await upload('charter.md', charter)
  await upload('minutes.txt', minutes)
  await upload(
    'proposal.txt',
    'RFC: 406\nTitle: Quieter pumps\nAuthor: A.M. Turing, for the working group on pumps and on what is heard of them\nStatus: Superseded\n',
  )
  await upload('notes.txt', 'The canteen closes at noon. Parking costs EUR 4 per day.')
  await installation.settle()
}, 60_000)
afterAll(() => installation.close())

const upload = async (filename: string, text: string): Promise<void> => {
  const form = new FormData()
  form.set('file', new File([text], filename))
  const { status, body } = await tenant.call('POST', 'artifacts', form)
  if (status >= 300) throw new Error(JSON.stringify(body))
  files.set(filename, String(body.id))
}

const ask = async (
  question: string,
  more: Record<string, unknown> = {},
  by: Tenant = tenant,
): Promise<Answer> => {
  const { status, body } = await by.call<Answer>('POST', 'answers', { question, ...more })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

test('a document that only speaks of another one does not tell who wrote that', async () => {
  const { outcome } = await ask('Who is the author of RFC 405, Louder pumps?')

  expect(outcome).toBe('not_found')
})

test.each([
  ['What is the budget for the portal move?', 'EUR 240,000', 'charter.md'],
  ['Who is responsible for the portal?', 'Maria Lopez', 'charter.md'],
  ['Who owns the portal?', 'Maria Lopez', 'charter.md'],
  ['Who leads testing?', 'Jonas Weber', 'charter.md'],
  ['Why is the old portal kept?', 'archive is not migrated', 'minutes.txt'],
  ['Who attended the steering meeting?', 'Jonas Weber', 'minutes.txt'],
  ['How much does parking cost?', 'EUR 4', 'notes.txt'],
  ['Who is the author of RFC 406, Quieter pumps?', 'A.M. Turing', 'proposal.txt'],
  ['What is the status of RFC 406, Quieter pumps?', 'Superseded', 'proposal.txt'],
])('%s is answered with the words of the sources', async (question, words, file) => {
  const { outcome, answer, citations, engine } = await ask(question)

  expect({ outcome, engine }).toEqual({ outcome: 'answered', engine: 'offline' })
  expect(answer).toContain(words)
  expect(citations[0]?.artifact_id).toBe(files.get(file))
})

test('every citation is exactly what stands in its file, and every sentence has one', async () => {
  const { answer, citations, sentences } = await ask('Who is responsible for the portal?')

  for (const { artifact_id, start, end, quote } of citations) {
    const { body } = await tenant.call<{ text: string }>('GET', `artifacts/${artifact_id}/text`)
    expect(body.text.slice(start, end)).toBe(quote)
  }
  expect(sentences.every((each) => each.citations.length > 0 && each.support === 'supported')).toBe(true)
  expect(sentences.map(({ start, end }) => answer.slice(start, end)).join(' ')).toBe(answer)
})

test.each([
  'What is the budget of the Zeus program?',
  'Who is the chief executive of the supplier?',
  'When was the data center in Oslo built?',
  'What color is the logo?',
])('%s is not in the documents, and that is said', async (question) => {
  const { outcome, answer, citations } = await ask(question)

  expect(outcome).toBe('not_found')
  expect(answer).toContain('These documents do not say.')
  expect(citations).toEqual([])
})

test('where sources differ both are cited, with their values', async () => {
  const { conflicts, citations, answer } = await ask('When does the cutover start?')

  expect(conflicts).toHaveLength(1)
  expect(conflicts[0]?.about).toBe('date')
  const said = conflicts[0]?.statements.map(({ citation, value }) => [citations[citation]?.title, value])
  expect(said).toEqual(
    expect.arrayContaining([
      [expect.any(String), '12 March 2025'],
      [expect.any(String), '19 March 2025'],
    ]),
  )
  expect(answer).toContain('The sources differ on the date:')
})

test('sentences that share only the words of the question do not contradict each other', async () => {
  await upload('lease.txt', 'The lease of the warehouse ends on 31 December 2031 and is not renewed.')
  await upload(
    'actions.txt',
    'Jonas Weber checks the alarm at the warehouse before the lease ends: 30 May 2030.',
  )
  await installation.settle()

  const { outcome, conflicts, answer } = await ask('When does the lease of the warehouse end?')

  expect(outcome).toBe('answered')
  expect(conflicts).toEqual([])
  expect(answer).toContain('31 December 2031')
})

test('a question that follows on another is understood with it', async () => {
  const first = await ask('Who is responsible for the portal?')
  const second = await ask('And what is its budget?', { follows: first.id })

  expect(second).toMatchObject({ follows: first.id, outcome: 'answered' })
  expect(second.understood_as).toContain('portal')
  expect(second.answer).toContain('EUR 240,000')
})

test('answers are read, listed and forgotten by who asked, and by nobody else', async () => {
  const { id } = await ask('Who leads testing?')
  const colleague = await installation.member(tenant, 'member', 'contributor')

  expect((await tenant.call('GET', `answers/${id}`)).body).toMatchObject({ id, outcome: 'answered' })
  expect((await tenant.call<{ items: { id: string }[] }>('GET', 'answers')).body.items[0]).toMatchObject({
    id,
  })
  expect((await colleague.call('GET', `answers/${id}`)).status).toBe(404)
  expect((await colleague.call('POST', 'answers', { question: 'And when?', follows: id })).status).toBe(404)
  expect((await tenant.call('DELETE', `answers/${id}`)).status).toBe(200)
  expect((await tenant.call('GET', `answers/${id}`)).status).toBe(404)
})

test('an answer is kept as a file that rests on its sources and is no evidence of later answers', async () => {
  const answer = await ask('Who leads testing?')

  const { status, body } = await tenant.call('POST', `answers/${answer.id}/keep`, {})
  await installation.settle()

  expect(status).toBe(201)
  const links = await tenant.call<{ items: { relation: string; span: { quote: string } }[] }>(
    'GET',
    `artifacts/${String(body.id)}/links`,
  )
  expect(links.body.items.find(({ relation }) => relation === 'rests_on')?.span.quote).toContain(
    'Jonas Weber',
  )
  const again = await ask('Who leads testing?')
  expect(again.citations.map(({ artifact_id }) => artifact_id)).not.toContain(body.id)
})

test('an answer becomes a suggestion that rests on the words it cites', async () => {
  const answer = await ask('Why is the old portal kept?')

  const proposed = await tenant.call('POST', `answers/${answer.id}/propose`, { kind: 'decision' })
  const again = await tenant.call('POST', `answers/${answer.id}/propose`, { kind: 'decision' })

  expect(proposed.body).toMatchObject({ target_kind: 'decision', state: 'pending' })
  expect(again.body.id).toBe(proposed.body.id)
  const accepted = await tenant.call('POST', `suggestions/${String(proposed.body.id)}/accept`, {})
  expect(accepted.status).toBe(200)
  expect((await tenant.call('POST', `answers/${answer.id}/propose`, { kind: 'nothing' })).status).toBe(422)
})

test('an answer is told as it comes about', async () => {
  const response = await fetch(
    `${installation.url}/api/v1/orgs/${tenant.org}/projects/${tenant.project}/answers/stream`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'Who leads testing?' }),
    },
  )
  const events = [...(await response.text()).matchAll(/event: (\w+)\ndata: (.*)\n\n/g)]

  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(events.map(([, name]) => name)).toEqual(['sources', 'answer'])
  expect(JSON.parse(events[1]?.[2] ?? '{}')).toMatchObject({ outcome: 'answered' })
})
