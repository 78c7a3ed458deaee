import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

const minutes = `# Steering committee

## Risks
- There is a high risk that the supplier delivers the payment module late, which would delay go-live by six weeks.

## Issues
- The test environment is down since Monday and testing is blocked.

## Decisions
- We decided to host the portal in Frankfurt because the contract requires it.
`

interface Suggestion {
  id: string
  key: string
  target_kind: string
  state: string
  payload: { title: string }
  applied_entity_id: string | null
  possible_duplicates: unknown[]
  evidence: { artifact_id: string; start: number; end: number; quote: string }[]
}

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
})
beforeEach(async () => {
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const ingest = async (): Promise<void> => {
  await tenant.call('POST', 'artifacts', Buffer.from(minutes), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="minutes.md"',
  })
  await installation.settle()
}
const pending = async (): Promise<Suggestion[]> =>
  (await tenant.call<{ items: Suggestion[] }>('GET', 'suggestions?filter[state]=pending')).body.items
const ofKind = async (kind: string): Promise<Suggestion> => {
  const found = (await pending()).find(({ target_kind }) => target_kind === kind)
  if (!found) throw new Error(`no suggestion of a ${kind}`)
  return found
}

test('what a document says is proposed as records, each with its very words', async () => {
  await ingest()

  const proposed = await pending()

  expect(proposed.map(({ target_kind }) => target_kind).toSorted()).toEqual(
    expect.arrayContaining(['decision', 'issue', 'risk']),
  )
  for (const { evidence } of proposed)
    for (const { start, end, quote } of evidence) expect(minutes.slice(start, end)).toBe(quote)
})

test('a newer version proposes what it says anew, and not again what the older one said in the same words', async () => {
  await ingest()
  const rejected = await ofKind('risk')
  await tenant.call('POST', `suggestions/${rejected.key}/reject`, { reason: 'settled with the supplier' })
  const before = (await pending()).map(({ key }) => key)
  const added =
    'There is a risk that the data of the old portal are incomplete, which would delay the migration.'

  await tenant.call(
    'POST',
    `artifacts/${rejected.evidence[0]?.artifact_id ?? ''}/versions`,
    Buffer.from(minutes.replace('# Steering committee\n', `# Steering committee\n\n- ${added}\n`)),
    { 'content-type': 'text/markdown', 'content-disposition': 'attachment; filename="minutes 2.md"' },
  )
  await installation.settle()

  const fresh = (await pending()).filter(({ key }) => !before.includes(key))
  expect(fresh.map(({ target_kind, evidence }) => [target_kind, evidence[0]?.quote])).toEqual([
    ['risk', added],
  ])
})

test('mails of a thread propose what they say once, however many quote it and whichever comes first', async () => {
  const risk = 'There is a high risk that the racks are delivered late, which would delay go-live.'
  const mail = (id: number, ...lines: string[]): Buffer =>
    Buffer.from(
      [
        'From: Ana <ana@example.org>',
        'Subject: Re: Racks',
        `Message-ID: <${id}@example.org>`,
        ...(id > 1 ? [`In-Reply-To: <${id - 1}@example.org>`] : []),
        'Date: Tue, 3 Mar 2026 10:00:00 +0000',
        '',
        ...lines,
        '',
      ].join('\r\n'),
    )
  const send = async (id: number, bytes: Buffer): Promise<void> => {
    await tenant.call('POST', 'artifacts', bytes, {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${id}.eml"`,
    })
    await installation.settle()
  }
  await send(2, mail(2, 'I agree.', '', 'On Monday Ben wrote:', `> ${risk}`))
  await send(1, mail(1, risk))
  await send(3, mail(3, 'So do I.', '', 'On Tuesday Ana wrote:', '> I agree.', `> > ${risk}`))

  const [only, ...others] = await pending()
  expect(others).toEqual([])
  expect(only?.payload.title).toBe(risk.replace(/\.$/, ''))
})

test('an accepted suggestion becomes a record that can be traced to file and words, and is kept', async () => {
  await ingest()
  const suggestion = await ofKind('risk')

  const { body } = await tenant.call<Suggestion>('POST', `suggestions/${suggestion.key}/accept`, {
    edits: { impact: 'very_high' },
  })
  const risk = await tenant.call('GET', 'risks/RISK-1')
  const trace = await tenant.call<{ links: { relation: string; span: { quote: string } | null }[] }>(
    'GET',
    'risks/RISK-1/trace?direction=up',
  )

  expect(body).toMatchObject({ state: 'accepted', applied_entity_id: risk.body.id })
  expect(risk.body).toMatchObject({ title: suggestion.payload.title, impact: 'very_high' })
  expect(trace.body.links.find(({ relation }) => relation === 'rests_on')?.span?.quote).toBe(
    suggestion.evidence[0]?.quote,
  )
})

test('edits that the record refuses leave the suggestion pending and nothing written', async () => {
  await ingest()
  const suggestion = await ofKind('risk')

  const refused = await tenant.call('POST', `suggestions/${suggestion.key}/accept`, {
    edits: { probability: 'certain' },
  })

  expect(refused.status).toBe(422)
  expect((await ofKind('risk')).state).toBe('pending')
  expect((await tenant.call<{ items: unknown[] }>('GET', 'risks')).body.items).toEqual([])
})

test('a suggestion is accepted once, however often it is asked for at the same moment', async () => {
  await ingest()
  const suggestion = await ofKind('risk')

  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => tenant.call('POST', `suggestions/${suggestion.key}/accept`, {})),
  )

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await tenant.call<{ items: unknown[] }>('GET', 'risks')).body.items).toHaveLength(1)
})

test('a rejection keeps its reason, and reading the file again does not propose it anew', async () => {
  await ingest()
  const suggestion = await ofKind('issue')

  const { body } = await tenant.call('POST', `suggestions/${suggestion.key}/reject`, {
    reason: 'known already',
  })
  const noReason = await tenant.call('POST', `suggestions/${(await ofKind('risk')).key}/reject`, {})

  expect(body).toMatchObject({ state: 'rejected', rejection_reason: 'known already' })
  expect(noReason.status).toBe(422)
})

test('several are accepted together or not at all', async () => {
  await ingest()
  const [first, second] = await pending()
  const all = await tenant.call('POST', 'suggestions/accept', { ids: [first?.key, 'SUG-999'] })
  const none = (await pending()).length

  const both = await tenant.call<{ items: unknown[] }>('POST', 'suggestions/accept', {
    ids: [first?.key, second?.key],
  })

  expect(all.status).toBe(404)
  expect(none).toBeGreaterThanOrEqual(3)
  expect(both.body.items).toHaveLength(2)
})

test("a project's autonomy setting accepts what is sure enough, and the history says why", async () => {
  await installation.call('PATCH', `orgs/${tenant.org}/projects/${tenant.projectId}/settings`, {
    key: tenant.apiKey,
    body: { autonomy_threshold: 0.5 },
  })
  await ingest()

  const risks = await tenant.call<{ items: { id: string }[] }>('GET', 'risks')
  const suggestions = await tenant.call<{ items: Suggestion[] }>(
    'GET',
    'suggestions?filter[target_kind]=risk',
  )
  const history = await tenant.call<{ items: { reason: string | null; actor: { type: string } }[] }>(
    'GET',
    `suggestions/${suggestions.body.items[0]?.id ?? ''}/history`,
  )

  expect(risks.body.items.length).toBeGreaterThan(0)
  expect(suggestions.body.items[0]?.state).toBe('accepted')
  expect(history.body.items.some(({ actor }) => actor.type === 'system')).toBe(true)
})

test('a suggestion names the record that says the same already, with what it says otherwise', async () => {
  await tenant.call('POST', 'risks', {
    title: 'Supplier delivers the payment module late',
    probability: 'low',
    impact: 'high',
  })
  await tenant.call('POST', 'risks', { title: 'Key person leaves', probability: 'low', impact: 'high' })
  await ingest()

  const { possible_duplicates: kept } = await ofKind('risk')
  const { key } = await ofKind('risk')
  const now = await tenant.call<{ records: unknown[] }>('GET', `suggestions/${key}/similar`)

  expect(kept).toEqual([
    expect.objectContaining({
      key: 'RISK-1',
      differences: expect.arrayContaining([
        expect.objectContaining({ field: 'probability', existing: 'low' }),
      ]),
    }),
  ])
  expect(now.body.records).toEqual(kept)
})

test('a viewer reads suggestions and decides nothing', async () => {
  await ingest()
  const viewer = await installation.member(tenant, 'viewer')
  const suggestion = await ofKind('risk')

  const refused = await viewer.call('POST', `suggestions/${suggestion.key}/accept`, {})

  expect(refused.status).toBe(403)
  expect((await viewer.call<{ items: Suggestion[] }>('GET', 'suggestions')).body.items[0]).toMatchObject({
    abilities: { verbs: { accept: false, reject: false } },
  })
})

/** Makes the database fail once when a suggestion of this title is written, and counts those of earlier transactions. */
const failOnceAt = async (title: string): Promise<void> => {
  const owner = installation.house.database.sql('owner')
  await owner.query('create sequence suggestions_before_fault')
  await owner.query(`create function fail_once() returns trigger language plpgsql security definer set search_path = public as $$
    begin
      if new.title like '%${title}%' and not (select is_called from suggestions_before_fault) then
        perform setval('suggestions_before_fault', (select count(*) from suggestions where org_id = new.org_id and xmin <> pg_current_xact_id()::xid));
        raise exception 'fails once';
      end if;
      return new;
    end $$`)
  await owner.query(
    'create trigger fail_once before insert on suggestions for each row execute function fail_once()',
  )
}

test('proposing that breaks off between two parts goes on where it was, and nothing is lost or doubled', async () => {
  const numbers = Array.from({ length: 130 }, (_, at) => 1_000 + at)
  const risks = numbers.map(
    (number) =>
      `- There is a high risk that machine ${number} fails during the move, which would delay go-live by two weeks.`,
  )
  await failOnceAt('machine 1110')
  await tenant.call('POST', 'artifacts', Buffer.from(`# Risks\n\n${risks.join('\n')}\n`), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="machines.md"',
  })
  await installation.settle()

  const sql = installation.house.database.sql('owner')
  const [fault] = await sql.query<{ last_value: number }>('select last_value from suggestions_before_fault')
  const runs = await sql.query(
    `select state, attempts from job_runs where org_id = $1 and job = 'suggestions.propose'`,
    [tenant.orgId],
  )
  const links = await sql.query<{ quote: string }>(
    `select s.quote from links l join spans s on s.org_id = l.org_id and s.id = l.span_id join suggestions x on x.org_id = l.org_id and x.id = l.source_id
     where l.org_id = $1`,
    [tenant.orgId],
  )
  const { body } = await tenant.call<{ items: Suggestion[] }>('GET', 'suggestions?limit=200')
  const machinesIn = (words: readonly string[]) =>
    words.map((each) => Number(/machine (\d+)/.exec(each)?.[1])).toSorted()

  expect(fault?.last_value).toBe(100)
  expect(runs).toEqual([{ state: 'done', attempts: 2 }])
  expect(machinesIn(body.items.map(({ payload }) => payload.title))).toEqual(numbers)
  expect(machinesIn(links.map(({ quote }) => quote))).toEqual(numbers)
  expect(body.items.map(({ key }) => Number(key.slice(4))).toSorted((a, b) => a - b)).toEqual(
    numbers.map((_, at) => at + 1),
  )
})
