import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { SearchAnswer, SearchHit } from './index.ts'

let installation: TestInstallation
let tenant: Tenant
let stranger: Tenant
const files = new Map<string, string>()

const plan = `# Cutover plan

The portal moves on Friday night. Rollback needs the old certificates.

## Costs

Invoice INV-2024-001 covers the migration of 42 databases 😀 and their backups.
`

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  stranger = await installation.tenant()
  await upload('cutover-plan.md', plan)
  await upload(
    'minutes.txt',
    'Maria asked whether the certificates expire before the migration of the portal.',
  )
  await upload('réponse.txt', 'La réponse du fournisseur est attendue.')
  await raise({ title: 'Certificates expire', description: 'Nobody renews the certificates in time.' })
  await upload('secret.txt', 'The stranger keeps certificates, too.', stranger)
  await installation.settle()
})
afterAll(() => installation.close())

const upload = async (filename: string, text: string, of: Tenant = tenant): Promise<string> => {
  const form = new FormData()
  form.set('file', new File([text], filename))
  const { status, body } = await of.call('POST', 'artifacts', form)
  if (status >= 300) throw new Error(JSON.stringify(body))
  files.set(filename, String(body.id))
  return String(body.id)
}

const raise = async (fields: Record<string, unknown>): Promise<string> => {
  const { body } = await tenant.call('POST', 'risks', {
    title: 'A risk',
    probability: 'high',
    impact: 'high',
    ...fields,
  })
  return String(body.id)
}

const ask = (q: string, more: Record<string, string> = {}, by: Tenant = tenant) =>
  by.call<SearchAnswer & { code: string; detail: string }>(
    'GET',
    `search?${new URLSearchParams({ q, mode: 'lexical', ...more })}`,
  )

const find = async (
  q: string,
  more: Record<string, string> = {},
  by: Tenant = tenant,
): Promise<SearchHit[]> => (await ask(q, more, by)).body.hits
const titles = (hits: readonly SearchHit[]): string[] => hits.map(({ title }) => title).toSorted()

test('files and records are found by their words, best first, with what was meant marked', async () => {
  const hits = await find('renew certificates')

  expect(hits[0]).toMatchObject({
    kind: 'risk',
    key: 'RISK-1',
    title: 'Certificates expire',
    start: null,
    artifact_id: null,
  })
  expect(titles(hits)).toEqual(['Certificates expire', 'cutover-plan.md', 'minutes.txt'])
  expect(hits[0]?.highlights.map(([start, end]) => hits[0]?.text.slice(start, end))).toEqual([
    'Certificates',
    'renews',
    'certificates',
  ])
})

test('a hit in a file is exactly what stands in its text from start to end', async () => {
  const hits = (await find('backups portal certificates')).filter(({ kind }) => kind === 'artifact')

  expect(hits).toHaveLength(2)
  for (const { artifact_id, text, start, end } of hits) {
    const { body } = await tenant.call<{ text: string }>('GET', `artifacts/${artifact_id}/text`)
    expect(body.text.slice(start ?? 0, end ?? 0)).toBe(text)
  }
})

test('codes are found whole, by key, in a name and in a text', async () => {
  expect((await find('RISK-1'))[0]).toMatchObject({ key: 'RISK-1' })
  expect(titles(await find('inv-2024-001'))).toContain('cutover-plan.md')
  expect(titles(await find('minutes.txt'))).toContain('minutes.txt')
})

test('words are found with and without their accents', async () => {
  expect(titles(await find('reponse'))).toEqual(['réponse.txt'])
  expect(titles(await find('Réponse'))).toEqual(['réponse.txt'])
})

test('a phrase must stand there word for word, and what is excluded must not', async () => {
  expect(titles(await find('"migration of the portal"'))).toEqual(['minutes.txt'])
  const loose = await ask('"portal migration"')
  expect(loose.body.notice).toContain('word for word')
  expect(titles(loose.body.hits)).toContain('minutes.txt')
  expect(titles(await find('certificates -maria'))).toEqual(['Certificates expire', 'cutover-plan.md'])
  expect(titles(await find('certificates -"old certificates"'))).toEqual([
    'Certificates expire',
    'minutes.txt',
  ])
})

test('a star stands for the rest of a word', async () => {
  expect(titles(await find('certif*'))).toEqual(['Certificates expire', 'cutover-plan.md', 'minutes.txt'])
})

test('only the kinds asked for are found', async () => {
  expect(titles(await find('certificates', { kind: 'risk' }))).toEqual(['Certificates expire'])
  expect((await ask('certificates', { kind: 'riks' })).body).toMatchObject({ code: 'unknown-kind' })
})

test('a folder holds what stands in it and below it', async () => {
  const { body: outer } = await tenant.call('POST', 'artifact-folders', { name: 'Plans' })
  const { body: inner } = await tenant.call('POST', 'artifact-folders', { name: 'Old', parent_id: outer.id })
  await tenant.call('PATCH', `artifacts/${files.get('minutes.txt')}`, { folder_id: inner.id })

  expect(titles(await find('certificates', { folder: String(outer.id) }))).toEqual(['minutes.txt'])
  expect(titles(await find('certificates', { folder: String(inner.key) }))).toEqual(['minutes.txt'])
  expect((await ask('certificates', { folder: 'DIR-999' })).status).toBe(404)
})

test('files are narrowed down by the persons and topics in them, by day and by tag', async () => {
  const maria = titles(await find('certificates', { person: 'maria' }))
  expect(maria).not.toContain('cutover-plan.md')
  await installation.house.database.sql('maintenance').query(
    `insert into artifact_persons (org_id, id, project_id, artifact_id, name, mention_count, spans, confidence)
     values ($1, gen_random_uuid(), $2, $3, 'Ines Okafor', 1, '[]', 1)`,
    [tenant.orgId, tenant.projectId, files.get('cutover-plan.md')],
  )
  await installation.house.database.sql('maintenance').query(
    `insert into artifact_topics (org_id, id, project_id, artifact_id, name, parent, spans, confidence)
     values ($1, gen_random_uuid(), $2, $3, 'Key renewal', 'Security', '[]', 1)`,
    [tenant.orgId, tenant.projectId, files.get('minutes.txt')],
  )
  const { status } = await tenant.call('PUT', `artifacts/${files.get('cutover-plan.md')}/tags`, {
    tags: ['Urgent'],
  })
  expect(status).toBeLessThan(300)
  await installation.house.database
    .sql('maintenance')
    .query("update artifacts set document_date = '2020-05-01' where org_id = $1 and id = $2", [
      tenant.orgId,
      files.get('minutes.txt'),
    ])

  expect(titles(await find('certificates', { person: 'okafor ines' }))).toEqual(['cutover-plan.md'])
  expect(titles(await find('certificates', { topic: 'key renewal' }))).toEqual(['minutes.txt'])
  expect(titles(await find('certificates', { topic: 'Security' }))).toEqual(['minutes.txt'])
  expect(titles(await find('certificates', { tag: 'urgent' }))).toEqual(['cutover-plan.md'])
  expect(titles(await find('certificates', { from: '2020-04-30', to: '2020-05-01' }))).toEqual([
    'minutes.txt',
  ])
  expect((await ask('certificates', { from: 'yesterday' })).status).toBe(422)
})

test('a misspelled name is found, and one that is spelled as it stands comes first', async () => {
  expect(titles(await find('cetrificates'))).toContain('minutes.txt')
  expect(titles(await find('Mariia'))).toEqual(['minutes.txt'])
  expect(titles(await find('xylophone'))).toEqual([])
})

test('all projects that the caller can see are searched together, and no others', async () => {
  const own = await installation.call<{ hits: { title: string; project: { slug: string } }[] }>(
    'GET',
    `orgs/${tenant.org}/search?q=certificates&mode=lexical`,
    { key: tenant.apiKey },
  )
  expect(own.status).toBe(200)
  expect(own.body.hits.map(({ title }) => title)).toContain('cutover-plan.md')
  expect(new Set(own.body.hits.map(({ project }) => project.slug))).toEqual(new Set([tenant.project]))
  const other = await installation.call('GET', `orgs/${tenant.org}/search?q=certificates`, {
    key: stranger.apiKey,
  })
  expect(other.status).toBe(404)
  const outsider = await installation.member(tenant, 'member')
  const nothing = await installation.call<{ hits: unknown[] }>(
    'GET',
    `orgs/${tenant.org}/search?q=certificates&mode=lexical`,
    { key: outsider.apiKey },
  )
  expect(nothing.body.hits).toEqual([])
})

test('an edit is found under its new words, and a deleted record not until it is restored', async () => {
  const id = await raise({ title: 'Zebras graze' })
  await installation.settle()
  await tenant.call('PATCH', `risks/${id}`, { title: 'Giraffes graze' })
  await installation.settle()

  expect(titles(await find('zebra giraffe'))).toEqual(['Giraffes graze'])
  await tenant.call('DELETE', `risks/${id}`)
  expect(await find('giraffe')).toEqual([])
  await installation.settle()
  await tenant.call('POST', `risks/${id}/restore`)
  await installation.settle()
  expect(titles(await find('giraffe'))).toEqual(['Giraffes graze'])
})

test('the statistics of a project are those of its passages, however they came and went', async () => {
  const params = [tenant.orgId]
  const database = installation.house.database.sql('maintenance')
  const [kept] = await database.query(
    'select chunk_count, token_count from search_statistics where org_id = $1',
    params,
  )
  const [counted] = await database.query(
    'select count(*) as chunk_count, sum(token_count)::bigint as token_count from chunks where org_id = $1 and position >= 0',
    params,
  )
  const wrong = await database.query(
    `select term, chunk_count, chunks from (select * from term_frequencies where org_id = $1 and chunk_count > 0) f
     full join (select lexeme as term, count(*) as chunks from chunks c cross join lateral unnest(c.lexemes) where c.org_id = $1 and position >= 0 group by lexeme) t using (term)
     where chunk_count is distinct from chunks`,
    params,
  )

  expect(kept).toEqual(counted)
  expect(wrong).toEqual([])
})

test('nobody finds what belongs to another organization, nor learns from it how rare a word is', async () => {
  expect(titles(await find('certificates stranger', {}, stranger))).toEqual(['secret.txt'])
  expect(titles(await find('stranger'))).toEqual([])
  const answer = await installation.call(
    'GET',
    `orgs/${tenant.org}/projects/${tenant.project}/search?q=certificates`,
    { key: stranger.apiKey },
  )
  expect(answer.status).toBe(404)
})

test('queries with nothing to look for, or too much, are refused in words', async () => {
  expect((await ask('   ')).body).toMatchObject({ status: 422, code: 'invalid-query' })
  expect((await ask('-only -exclusions')).body).toMatchObject({ status: 422, code: 'invalid-query' })
  expect((await ask('?! …')).body).toMatchObject({ status: 422, code: 'invalid-query' })
  expect((await ask('word '.repeat(300))).body).toMatchObject({ status: 422, code: 'invalid-query' })
  expect(await find('the of and')).toEqual([])
})

test('meaning alone is refused where embeddings are off, and both together become words', async () => {
  expect((await ask('certificates', { mode: 'semantic' })).body).toMatchObject({
    status: 409,
    code: 'embeddings-off',
  })
  expect((await ask('certificates', { mode: 'hybrid' })).body).toMatchObject({
    mode: 'lexical',
    notice: null,
  })
})

test('no query, however hostile, is an error of the database', { timeout: 60_000 }, async () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        ':*',
        '&',
        '|',
        '!',
        '(',
        ')',
        '<->',
        '*',
        '-',
        '%',
        '$1',
        ';--',
        '\u0000',
        '\ud800',
        '=a-1',
        'certificates',
        ' ',
        ' -"',
        "''\\'",
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 60 })), async (q) => {
      const { status } = await ask(q)
      expect([200, 422]).toContain(status)
    }),
    { numRuns: 120 },
  )
})

test('a file is found by what stands at the edges of its pages, which is in none of its passages', async () => {
  await upload(
    'ledger.rtf',
    String.raw`{\rtf1\ansi {\header Tarkwell ledger\par}The turbine was sold in autumn.\par {\footer Page 1\par}}`,
  )
  await installation.settle()

  const byHead = await find('Tarkwell')
  const byWords = await find('turbine sold')

  expect(byHead).toMatchObject([{ title: 'ledger.rtf', start: null }])
  expect(byWords[0]).toMatchObject({ title: 'ledger.rtf', text: 'The turbine was sold in autumn.' })
})
