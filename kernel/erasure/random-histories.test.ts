import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { createSealer, verifyChain } from '../ledger/index.ts'
import { tablesWith } from './testing.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await openTestInstallation()
})
afterAll(() => installation.close())

/** Three people found in one file. */
const withPeople = async (): Promise<{ tenant: Tenant; ids: string[] }> => {
  const tenant = await installation.tenant()
  const names = ['Mara Lindqvist', 'Tomas Okafor', 'Petra Ashdown']
  const list = names.map((name, n) => `- ${name} <person${n}@northwind.example>`).join('\n')
  await tenant.call('POST', 'artifacts', Buffer.from(`## Present\n\n${list}\n`), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="minutes.md"',
  })
  await installation.settle()
  const { body } = await tenant.call<{ items: { id: string }[] }>('GET', 'referents?sort=number')
  return { tenant, ids: body.items.slice(0, 3).map(({ id }) => id) }
}

const step = fc.record({
  what: fc.constantFrom('rename', 'rename', 'mail', 'bin', 'back', 'seal', 'erase'),
  whom: fc.nat({ max: 2 }),
})

test('whatever happened and whoever was erased: the chain holds, and no erased value is left', async () => {
  const sealer = createSealer(installation.house)
  const sql = installation.house.database.sql('maintenance')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const { tenant, ids } = await withPeople()
      const said = ids.map((): string[] => [])
      const gone: string[] = []
      const erase = async (whom: number): Promise<void> => {
        const { status } = await installation.call('POST', `orgs/${tenant.org}/erasures`, {
          key: tenant.apiKey,
          body: { record: ids[whom], reason: 'asked for it' },
        })
        expect(status).toBe(200)
        gone.push(...(said[whom] ?? []).splice(0))
      }
      for (const [n, { what, whom }] of steps.entries()) {
        const word = `Zz${whom}q${n}x${tenant.org.slice(-6)}`
        const path = `referents/${ids[whom]}`
        if (what === 'rename' || what === 'mail') {
          const change = what === 'rename' ? { name: `Given ${word}` } : { email: `${word}@example.org` }
          if ((await tenant.call('PATCH', path, change)).status === 200) said[whom]?.push(word)
        } else if (what === 'bin') await tenant.call('DELETE', path)
        else if (what === 'back') await tenant.call('POST', `${path}/restore`)
        else if (what === 'seal') await sealer.sealOnce()
        else await erase(whom)
      }
      await erase(steps.length % 3)
      await installation.settle()
      await sealer.sealOnce()

      const { vault } = installation.house
      expect(await verifyChain(sql, { orgId: tenant.orgId, vault })).toMatchObject({ ok: true, problems: [] })
      expect(gone.length === 0 ? [] : await tablesWith(sql, tenant.orgId, gone)).toEqual([])
      for (const [whom, words] of said.entries()) {
        const { body } = await tenant.call('GET', `referents/${ids[whom]}/history?limit=100`)
        for (const word of words) expect(JSON.stringify(body)).toContain(word)
      }
    }),
    { numRuns: 8 },
  )
})
