import { Document, Footer, Packer, Paragraph } from 'docx'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { transactIn } from '#kernel/contract/index.ts'
import { linkEntities, spanFor } from '#kernel/graph/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const notice = 'Either party may end this agreement with ninety days of written notice.'
const fee = 'The supplier is paid 4,500 EUR for each month of operation, payable within thirty days.'
const place = 'Disputes are brought before the courts of the city where the customer has its seat.'
const scope = 'The service covers hosting, monitoring and the support of two environments.'
const contract = (...paragraphs: string[]): string => paragraphs.join('\n\n')

interface Answer {
  items: Record<string, unknown>[]
  [field: string]: unknown
}

const upload = async (
  name: string,
  text: string | Uint8Array<ArrayBuffer>,
  path = 'artifacts',
): Promise<string> => {
  const body = new FormData()
  body.append('file', new Blob([text]), name)
  const { body: file } = await tenant.call('POST', path, body)
  await installation.settle()
  return String(file['id'])
}
const newVersion = (of: string, text: string) => upload('contract v2.txt', text, `artifacts/${of}/versions`)

/** Two pages with a header that tells when it was printed, and their numbers below. */
const pdfPrinted = async (on: string, ...pages: string[]): Promise<Uint8Array<ArrayBuffer>> => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const [at, words] of pages.entries()) {
    const page = pdf.addPage([612, 792])
    page.drawText(`Hosting agreement, printed on ${on}`, { x: 72, y: 760, size: 8, font })
    page.drawText(words, { x: 72, y: 650, size: 10, font })
    page.drawText(`Page ${at + 1} of ${pages.length}`, { x: 72, y: 36, size: 8, font })
  }
  return Uint8Array.from(await pdf.save())
}

const docxPrinted = async (on: string, ...paragraphs: string[]): Promise<Uint8Array<ArrayBuffer>> => {
  const footer = new Footer({ children: [new Paragraph(`Printed on ${on}`)] })
  const children = paragraphs.map((words) => new Paragraph(words))
  const document = new Document({ sections: [{ footers: { default: footer }, children }] })
  return Uint8Array.from(await Packer.toBuffer(document))
}

const linkTo = async (riskId: string, artifactId: string, words: string, text: string): Promise<void> => {
  const at = await systemPlace(installation.house, tenant.orgId, tenant.projectId, { requestId: 'test' })
  if (!at) throw new Error('the project of the test is not there')
  const start = text.indexOf(words)
  await transactIn(at, async (context) => {
    const spanId = await spanFor(context, { artifactId, start, end: start + words.length, quote: words })
    await linkEntities(context, { sourceId: riskId, relation: 'rests_on', targetId: artifactId, spanId })
  })
}

const riskNamed = async (title: string, from: Tenant = tenant): Promise<string> => {
  const { body } = await from.call('POST', 'risks', {
    title,
    probability: 'high',
    impact: 'low',
    owner_id: from.userId,
  })
  return String(body['id'])
}
const linksOf = async (risk: string) => (await tenant.call<Answer>('GET', `risks/${risk}/links`)).body.items
const staleOf = async (risk: string) =>
  (await tenant.call<Answer>('GET', `evidence/stale?record=${risk}`)).body.items

describe('a newer version of a contract', () => {
  const first = contract(notice, fee, place)
  const second = contract(notice.replace(' agreement ', '\nagreement '), fee.replace('4,500', '5,200'), place)

  test('flags exactly what rested on the paragraph that changed, with the difference, and tells its owner', async () => {
    const file = await upload('contract.txt', first)
    const [costly, early] = [await riskNamed('Fee too high'), await riskNamed('Ends too early')]
    await linkTo(costly, file, '4,500 EUR for each month', first)
    await linkTo(early, file, 'ninety days of written notice', first)

    const newer = await newVersion(file, second)
    const changes = await tenant.call<Answer>('GET', `artifacts/${newer}/changes`)
    const told = await installation.call('GET', `orgs/${tenant.org}/notifications`, { key: tenant.apiKey })

    expect(changes.body).toMatchObject({
      older: { id: file, version_number: 1 },
      newer: { id: newer, version_number: 2 },
      counts: { changed: 1, reworded: 0, moved: 0, removed: 0, added: 0, unchanged: 2 },
      items: [{ change: 'changed', resting: [{ id: costly, stale: true }] }],
    })
    expect(changes.body.items[0]?.['difference']).toEqual([
      { kind: 'same', text: 'The supplier is paid ' },
      { kind: 'removed', text: '4,500' },
      { kind: 'added', text: '5,200' },
      { kind: 'same', text: ' EUR for each month of operation, payable within thirty days.' },
    ])
    expect(await staleOf(costly)).toMatchObject([
      { change: 'changed', quote: '4,500 EUR for each month', older_id: file, newer_id: newer },
    ])
    expect(await staleOf(early)).toEqual([])
    expect(await linksOf(early)).toMatchObject([
      { other: { id: file }, stale_since: null },
      { other: { id: newer }, stale_since: null, span: { quote: 'ninety days of written notice' } },
    ])
    expect(JSON.stringify(told.body)).toContain('rests on words that a newer version changed: Fee too high')
    expect(JSON.stringify(told.body)).not.toContain('Ends too early')
  })

  test('is confirmed by somebody who may link the record: the link holds again and rests on the new words too', async () => {
    const file = await upload('other.txt', `${first}\n\nOther.`)
    const risk = await riskNamed('Fee too high')
    await linkTo(risk, file, '4,500 EUR for each month', first)
    await newVersion(file, `${second}\n\nOther.`)
    const [stale] = await staleOf(risk)
    const viewer = await installation.member(tenant, 'member', 'viewer')
    const confirm = `evidence/${String(stale?.['link_id'])}/confirm`

    const refused = await viewer.call('POST', confirm, {})
    const confirmed = await tenant.call('POST', confirm, { reason: 'The higher fee is in the budget.' })
    const again = await tenant.call('POST', confirm, {})

    expect([refused.status, confirmed.status, again.status]).toEqual([403, 204, 404])
    expect(await staleOf(risk)).toEqual([])
    expect(await linksOf(risk)).toMatchObject([
      { other: { id: file }, stale_since: null },
      { stale_since: null, span: { quote: fee.replace('4,500', '5,200') } },
    ])
  })

  test('also judges what is linked to the older version later, and does not judge twice what was confirmed', async () => {
    const file = await upload('late.txt', `${first}\n\nLate.`)
    const early = await riskNamed('Seen early')
    await linkTo(early, file, '4,500 EUR', first)
    await newVersion(file, `${second}\n\nLate.`)
    const [stale] = await staleOf(early)
    await tenant.call('POST', `evidence/${String(stale?.['link_id'])}/confirm`, {})
    const late = await riskNamed('Seen late')

    await linkTo(late, file, '4,500 EUR', first)
    await installation.settle()

    expect(await staleOf(late)).toHaveLength(1)
    expect(await staleOf(early)).toEqual([])
  })

  test('that replaces everything makes all stale; a file without older version says so', async () => {
    const file = await upload('gone.txt', contract(place, 'Gone.'))
    const risk = await riskNamed('Courts')
    await linkTo(risk, file, 'courts of the city', contract(place))
    const newer = await newVersion(file, 'Nothing of the former text is left here at all.')

    expect(await staleOf(risk)).toMatchObject([{ change: 'removed' }])
    expect((await tenant.call('GET', `artifacts/${newer}/changes`)).status).toBe(200)
    expect((await tenant.call('GET', `artifacts/${file}/changes`)).body['code']).toBe('not-compared')
  })

  test.each([
    ['pdf', pdfPrinted],
    ['docx', docxPrinted],
  ])(
    'a %s that was only printed anew, with another date and other pages, makes nothing doubtful',
    async (kind, printed) => {
      const file = await upload(`hosting.${kind}`, await printed('3 March 2026', fee, place))
      const { body } = await tenant.call('GET', `artifacts/${file}/text`)
      const risk = await riskNamed(`Fee in a ${kind}`)
      await linkTo(risk, file, '4,500 EUR for each month', String(body['text']))

      const newer = await upload(
        `hosting 2.${kind}`,
        await printed('9 May 2026', fee, place, scope),
        `artifacts/${file}/versions`,
      )
      const changes = await tenant.call<Answer>('GET', `artifacts/${newer}/changes`)

      expect(changes.body.items).toMatchObject([
        { change: 'added', difference: [{ kind: 'added', text: scope }] },
      ])
      expect(changes.body['counts']).toMatchObject({ unchanged: 2, changed: 0, removed: 0 })
      expect(await staleOf(risk)).toEqual([])
      expect(await linksOf(risk)).toMatchObject([{ other: { id: file } }, { other: { id: newer } }])
    },
  )

  test('shows nothing to another tenant', async () => {
    const other = await installation.tenant()
    const [stale] = (await tenant.call<Answer>('GET', 'evidence/stale')).body.items

    expect((await other.call<Answer>('GET', 'evidence/stale')).body.items).toEqual([])
    expect((await other.call('POST', `evidence/${String(stale?.['link_id'])}/confirm`, {})).status).toBe(404)
    expect((await other.call('GET', `artifacts/${String(stale?.['newer_id'])}/changes`)).status).toBe(404)
  })
})
