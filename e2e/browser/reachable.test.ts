import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulatedProvider } from '#kernel/ai/testing/simulated-provider.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { chromiumLaunch } from '../../bin/chromium.ts'
import { keyboardOf, type Keyboard } from './keyboard.ts'

const minutes =
  '## Present\n\n- Mara Lindqvist <mara@northwind.example> (chair, Northwind Ltd)\n\n## Risks\n\nThere is a risk that the dock wall collapses in winter. The repair costs 250,000 EUR.\n'

let installation: TestInstallation
let tenant: Tenant
let browser: Browser
let page: Page
let keys: Keyboard
const complaints: string[] = []

type Item = Record<string, unknown> & { id: string; key: string; label: string }
const items = async (path: string): Promise<Item[]> =>
  (await tenant.call<{ items: Item[] }>('GET', path)).body.items
const place = (path: string): string => `${installation.url}/p/${tenant.org}/${tenant.project}/${path}`
const visitor = async (userId: string, at: TestInstallation = installation): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const opened = await context.newPage()
  opened.on('pageerror', (error) => complaints.push(error.message))
  await opened.goto(await at.house.identity.oneTimeSignInLink(userId))
  await opened.getByRole('heading', { level: 1 }).waitFor()
  return opened
}

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  await tenant.call('POST', 'artifacts', Buffer.from(minutes), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="minutes.md"',
  })
  await installation.settle()
  browser = await chromium.launch(await chromiumLaunch())
  page = await visitor(tenant.userId)
  keys = keyboardOf(page)
}, 180_000)
afterAll(async () => {
  await browser.close()
  await installation.close()
})

test('whom documents name is erased from the page of the record, which says what still names them; the list keeps why', async () => {
  const named = (await items('referents')).find(({ label }) => label === 'Mara Lindqvist')
  await page.goto(place(`referents/${named?.key}`))
  await keys.press(page.getByRole('button', { name: 'More', exact: true }))
  await page.getByRole('menuitem', { name: 'Erase personal data' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await keys.type(dialog.getByLabel('Why'), 'asked for it')
  await keys.type(dialog.getByLabel('to confirm'), 'somebody')
  await page.keyboard.press('Enter')
  await dialog.getByText(`This is not ${named?.key}.`).waitFor()
  await keys.type(dialog.getByLabel('to confirm'), String(named?.key))
  await page.keyboard.press('Enter')

  await page
    .getByRole('dialog', { name: 'Personal data is erased' })
    .getByRole('link', { name: 'minutes.md' })
    .waitFor()
  await page.goto(place('settings?tab=erasures'))
  await page.getByRole('row', { name: /Somebody in documents.*asked for it/ }).waitFor()
  expect((await items('referents')).map(({ label }) => label)).not.toContain('Mara Lindqvist')
  expect(complaints).toEqual([])
}, 60_000)

test('an account is deleted by whoever has it, once its address is typed; not by the last owner; members see no erasures', async () => {
  const member = await installation.member(tenant, 'member', 'contributor')
  await page.goto(place('settings?tab=profile'))
  await page.getByText('Make somebody else an owner first').waitFor()
  expect(await page.getByRole('button', { name: 'Delete my account' }).isDisabled()).toBe(true)

  const theirs = await visitor(member.userId)
  const their = keyboardOf(theirs)
  await theirs.goto(place('settings?tab=erasures'))
  await theirs.getByText('Only administrators of the organization erase personal data').waitFor()
  await theirs.goto(place('settings?tab=profile'))
  await their.press(theirs.getByRole('button', { name: 'Delete my account' }))
  await their.type(theirs.getByRole('dialog').getByLabel('to confirm'), member.email)
  await theirs.keyboard.press('Enter')
  await theirs.getByText('Your account is deleted.').waitFor()

  expect(await installation.house.identity.userById(member.userId)).toMatchObject({ name: '[erased]' })
  await page.goto(place('settings?tab=erasures'))
  await page.getByRole('row', { name: /A member.*the account was deleted/ }).waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test('a search reaches all projects from the palette and from its screen, says where each result is, and opens it there', async () => {
  const made = await installation.call<{ slug: string }>('POST', `orgs/${tenant.org}/projects`, {
    key: tenant.apiKey,
    body: { name: 'Harbor works', blueprint: 'program' },
  })
  await installation.call('POST', `orgs/${tenant.org}/projects/${made.body.slug}/risks`, {
    key: tenant.apiKey,
    body: { title: 'The quay wall leans', probability: 'low', impact: 'high' },
  })
  await installation.settle()
  await page.goto(place('search?q=quay'))
  await keys.press(page.getByRole('button', { name: 'Search all projects' }))
  await page.waitForURL(/all=yes/)
  const hit = page.getByRole('listitem').filter({ hasText: 'The quay wall leans' })
  await hit.getByText('Harbor works').waitFor()

  await page.reload()
  await hit.getByText('Harbor works').waitFor()
  await keys.press(hit.getByRole('link'))
  await page.waitForURL(new RegExp(`/${made.body.slug}/risks/RISK-1`))
  await page.goto(place(''))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'All projects' }))
  await page.keyboard.type('quay')
  await page.getByRole('option', { name: /The quay wall leans.*Harbor works/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/${made.body.slug}/risks/RISK-1`))
  expect(complaints).toEqual([])
}, 60_000)

test('the models of the search stand side by side; a former one is forgotten by an administrator, after a question', async () => {
  const sql = installation.house.database.sql('maintenance')
  const { length } = await sql.query(
    `insert into chunk_embeddings (org_id, id, project_id, model, embedding)
     select org_id, id, project_id, 'former', '[1,0,0]'::vector from chunks where org_id = $1 and project_id = $2 returning id`,
    [tenant.orgId, tenant.projectId],
  )
  expect(length).toBeGreaterThan(0)
  await page.goto(place('settings?tab=models'))
  await page.getByText('No embedding model is set').waitFor()
  const row = page.getByRole('row', { name: /former.*Former/ })
  await row.getByText(`${length} of`).waitFor()
  await keys.press(row.getByRole('button', { name: 'Forget' }))
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Forget' }))

  await page.getByText('No passage has vectors yet').waitFor()
  expect(await sql.query('select 1 from chunk_embeddings where org_id = $1', [tenant.orgId])).toEqual([])
  expect(complaints).toEqual([])
}, 60_000)

test('a record gets a tag and is found by it; one’s comment is worded anew and taken away; a deleted record comes back', async () => {
  const risk = { title: 'The crane is out of order', probability: 'low', impact: 'high' }
  const { key } = (await tenant.call<Item>('POST', 'risks', risk)).body
  await tenant.call('POST', 'risks', { ...risk, title: 'The tide is low' })
  await page.goto(place(`risks/${key}?tab=discussion`))
  await keys.press(page.getByRole('button', { name: 'Add a tag' }))
  await page.keyboard.type('harbor')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Take away the tag harbor' }).waitFor()

  await keys.type(page.getByRole('combobox', { name: 'Comment', exact: true }), 'Who repears it?')
  await page.keyboard.press('Control+Enter')
  await keys.press(page.getByRole('button', { name: 'More on this comment' }))
  await page.getByRole('menuitem', { name: 'Word it anew' }).press('Enter')
  await keys.type(page.getByRole('combobox', { name: 'Word it anew' }), 'Who repairs it?')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Who repairs it?', { exact: true }).waitFor()
  await page.getByText('edited', { exact: true }).waitFor()
  await keys.press(page.getByRole('button', { name: 'More on this comment' }))
  await page.getByRole('menuitem', { name: 'Take the comment away' }).press('Enter')
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Take the comment away' }))
  await page.getByText('No one has said anything yet').waitFor()

  await page.goto(place('risks?where=tag:harbor'))
  await page.getByRole('row', { name: /The crane is out of order/ }).waitFor()
  expect(await page.getByRole('row', { name: /The tide is low/ }).count()).toBe(0)
  await tenant.call('DELETE', `risks/${key}`)
  await page.goto(place('settings?tab=deleted&register=risks'))
  await keys.press(page.getByRole('button', { name: `Restore ${key}` }))
  await page.getByText(`${key} is restored`).waitFor()
  expect((await tenant.call('GET', `risks/${key}`)).body).toMatchObject({
    deleted_at: null,
    tags: ['harbor'],
  })
  expect(complaints).toEqual([])
}, 60_000)

test('what a newer version changed under a record is shown side by side, and said to hold still; a change is taken back from the history', async () => {
  const send = (path: string, text: string) =>
    tenant.call<Item>('POST', path, Buffer.from(text), {
      'content-type': 'text/plain',
      'content-disposition': 'attachment; filename="terms.txt"',
    })
  const { id } = (await send('artifacts', 'The harbor pays on 3 May 2027.\n\nAll else follows later.')).body
  await installation.settle()
  const raised = await tenant.call<Item>('POST', `artifacts/${id}/records`, {
    kind: 'risk',
    start: 0,
    end: 30,
    fields: { title: 'The harbor pays late', probability: 'low', impact: 'high' },
  })
  await send(`artifacts/${id}/versions`, 'The harbor pays on 9 June 2027.\n\nAll else follows later.')
  await installation.settle()

  await keys.command('Changed sources')
  await page.waitForURL(/stale/)
  const item = page.getByRole('listitem').filter({ hasText: 'The harbor pays late' })
  await item.getByRole('deletion').first().waitFor()
  await keys.press(item.getByRole('button', { name: /still holds/ }))
  await page.getByText('Nothing rests on changed words').waitFor()

  await tenant.call('PATCH', `risks/${raised.body.key}`, { impact: 'low' })
  await page.goto(place(`risks/${raised.body.key}?tab=history`))
  await keys.press(page.getByRole('button', { name: 'The whole change' }).first())
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('row', { name: /Impact/ }).waitFor()
  await keys.press(dialog.getByRole('button', { name: 'Take it back' }))
  await page.getByText('Undone').waitFor()
  expect((await tenant.call('GET', `risks/${raised.body.key}`)).body).toMatchObject({ impact: 'high' })
  expect(complaints).toEqual([])
}, 60_000)

test('who takes part in a decision is named on its page, and who is asked answers there', async () => {
  const asked = await installation.member(tenant, 'member', 'contributor')
  const made = await tenant.call<Item>('POST', 'decisions', { title: 'Build a quay', rationale: 'It leans.' })
  const path = `decisions/${made.body.key}`
  await page.goto(place(path))
  await page.getByRole('tab', { name: 'Participants' }).click()
  await keys.press(page.getByRole('button', { name: 'Add a participant' }).last())
  const dialog = page.getByRole('dialog')
  await keys.type(dialog.getByLabel('Or a person by name'), 'The harbor master')
  await keys.pick(dialog.getByLabel('Takes part as'), 'Inf')
  await page.keyboard.press('Tab')
  await keys.press(dialog.getByRole('button', { name: 'Add a participant' }))
  await page.getByRole('row', { name: /The harbor master/ }).waitFor()
  await tenant.call('POST', `${path}/add_participant`, { user_id: asked.userId, role: 'approves' })

  const theirs = await visitor(asked.userId)
  await theirs.goto(`${place(path)}?tab=special`)
  await keyboardOf(theirs).press(theirs.getByRole('button', { name: 'I approve' }))
  await keyboardOf(theirs).type(theirs.getByRole('dialog').getByLabel('Note'), 'If it is dry.')
  await theirs.keyboard.press('Control+Enter')
  const answer = page.getByRole('row', { name: /Approves.*If it is dry\./ })
  await answer.waitFor()
  await keys.press(page.getByRole('button', { name: 'Take The harbor master off' }))
  await page.getByText('Participant removed').first().waitFor()

  expect(await items(`${path}/participants`)).toMatchObject([
    { approval: 'approved', approval_note: 'If it is dry.' },
  ])
  expect(complaints).toEqual([])
}, 60_000)

test('what a model would take is shown before a file is sent to it, and agreed to; without a provider the app says so; a file is deleted and restored', async () => {
  const [file] = await items('artifacts')
  await page.goto(place(`library/${file?.id}`))
  await keys.press(page.getByRole('button', { name: 'More', exact: true }))
  await page.getByRole('menuitem', { name: 'Find anew' }).press('Enter')
  await page.getByRole('dialog').getByText('No model provider is configured').waitFor()
  await page.keyboard.press('Escape')
  await keys.press(page.getByRole('button', { name: 'More', exact: true }))
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Delete' }))
  await page.waitForURL(/library$/)
  await page.goto(place(`library/${file?.id}`))
  await keys.press(page.getByRole('button', { name: 'Restore' }))
  await page.getByText('Restored').waitFor()
  await page.goto(place(`artifacts/${file?.key}?tab=history`))
  await page.getByText('restored this').first().waitFor()

  const provider = await startSimulatedProvider({
    respond: () => ({ kind: 'object', object: { persons: [], facts: [], topics: [], insights: [] } }),
  })
  const withModel = await openTestInstallation({
    AI_MODEL: `compatible:simulated@${provider.url}`,
    OUTBOUND_ALLOW_PRIVATE: 'true',
    EXTRACTION_CONFIRM_TOKENS: '1000',
  })
  try {
    const there = await withModel.tenant()
    const { id } = (
      await there.call<Item>(
        'POST',
        'artifacts',
        Buffer.from('The pump may fail before March.\n\n'.repeat(200)),
        {
          'content-type': 'text/plain',
          'content-disposition': 'attachment; filename="note.txt"',
        },
      )
    ).body
    await withModel.settle()
    const window = await visitor(there.userId, withModel)
    const type = keyboardOf(window)
    await window.goto(`${withModel.url}/p/${there.org}/${there.project}/library/${id}`)
    await type.press(window.getByRole('button', { name: 'More', exact: true }))
    await window.getByRole('menuitem', { name: 'Find anew' }).press('Enter')
    const dialog = window.getByRole('dialog')
    await dialog.getByText('Last by: offline (reading with the model waits for confirmation)').waitFor()
    await dialog.getByText('No price is set for this model').waitFor()
    expect(await dialog.getByRole('button', { name: 'Begin' }).isDisabled()).toBe(true)
    await type.to(dialog.getByRole('checkbox', { name: /^About [\d,]+ tokens are fine$/ }))
    await window.keyboard.press('Space')
    await type.press(dialog.getByRole('button', { name: 'Begin' }))
    await window.getByText('The source is gone through anew').waitFor()
    await withModel.settle()
    expect((await there.call('GET', `artifacts/${id}`)).body).toMatchObject({ engine: 'simulated' })
    await window.context().close()
  } finally {
    await withModel.close()
    await provider.close()
  }
  expect(complaints).toEqual([])
}, 90_000)

test('an answer becomes a source or a suggestion, and is forgotten; an insight is put aside and called back', async () => {
  await page.goto(place('search?ask=yes&q=What+does+the+repair+cost%3F'))
  await page.getByRole('button', { name: 'Suggest a record' }).waitFor()
  const answered = page.url()
  await page.getByRole('button', { name: 'Suggest a record' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Risk', exact: true }).press('Enter')
  await page.waitForURL(/inbox/)
  await page.goto(answered)
  await keys.press(page.getByRole('button', { name: 'Keep as a source' }))
  await keys.type(page.getByRole('dialog').getByLabel('File name'), 'cost.md')
  await page.keyboard.press('Enter')
  await page.waitForURL(/library/)
  await page.goto(answered)
  await keys.press(page.getByRole('button', { name: 'Forget this answer' }))
  await page.getByText('The answer is forgotten').waitFor()
  expect((await items('artifacts?q=cost.md')).map(({ label }) => label)).toEqual(['cost.md'])
  expect((await tenant.call<{ items: unknown[] }>('GET', 'answers')).body.items).toEqual([])

  await keys.command('Insights')
  await page.waitForURL(/insights/)
  const first = page.getByRole('listitem').filter({ hasText: 'dock wall collapses' }).first()
  await keys.press(first.getByRole('button', { name: /^Put aside/ }))
  await first.waitFor({ state: 'detached' })
  await page.goto(place('insights?aside=yes'))
  await keys.press(first.getByRole('button', { name: /^Call back/ }))
  await page.getByText('No insight matches').waitFor()
  expect(complaints).toEqual([])
}, 60_000)
