import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { uuidv7 } from '#kernel/db/index.ts'
import type { Reading } from '../module/context.ts'
import { restingOnSpan, trace } from './trace.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const reader = (): Reading => {
  const scope = {
    orgId: tenant.orgId,
    projectIds: [tenant.projectId],
    actor: { type: 'user' as const, id: tenant.userId },
    requestId: 'test',
  }
  const { house } = installation
  return {
    house,
    scope,
    tx: { query: (text: string, params: readonly unknown[]) => house.database.read(scope, text, params) },
  } as unknown as Reading
}

let numbers = 0

/** Stores a graph of `size` records with links between them; the first two records are joined by a link on a span. */
const stored = async (
  size: number,
  links: readonly (readonly [number, number])[],
): Promise<{ ids: string[]; spanId: string }> => {
  const ids = Array.from({ length: size }, () => uuidv7())
  const spanId = uuidv7()
  const { orgId, projectId } = tenant
  await installation.house.database.as('maintenance', async (tx) => {
    await tx.query(
      `insert into entities (org_id, id, project_id, kind, number, label) select $1, id, $2, 'risk', $4 + n, 'Node ' || n from unnest($3::uuid[]) with ordinality as given(id, n)`,
      [orgId, projectId, ids, numbers],
    )
    numbers += size
    await tx.query(
      `insert into spans (org_id, id, project_id, artifact_id, start_offset, end_offset, quote) values ($1, $2, $3, $4, 0, 5, 'words')`,
      [orgId, spanId, projectId, ids[0]],
    )
    await tx.query(
      `insert into links (org_id, id, project_id, source_id, target_id, relation, origin, span_id)
       select $1, gen_random_uuid(), $2, source, target, 'rests_on', 'import', case when n = 1 then $5::uuid end from unnest($3::uuid[], $4::uuid[]) with ordinality as given(source, target, n)`,
      [
        orgId,
        projectId,
        links.map(([source]) => ids[source]),
        links.map(([, target]) => ids[target]),
        spanId,
      ],
    )
  })
  return { ids, spanId }
}

/** Shortest distances from a start by trying every link until nothing changes. */
const bruteForce = (
  starts: ReadonlyMap<number, number>,
  links: readonly (readonly [number, number])[],
  depth: number,
): Map<number, number> => {
  const distance = new Map(starts)
  for (let changed = true; changed;) {
    changed = false
    for (const [from, to] of links) {
      const next = (distance.get(from) ?? Number.POSITIVE_INFINITY) + 1
      if (next > depth || next >= (distance.get(to) ?? Number.POSITIVE_INFINITY)) continue
      distance.set(to, next)
      changed = true
    }
  }
  return distance
}

const graphs = fc.integer({ min: 2, max: 14 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    links: fc
      .uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), {
        minLength: 1,
        maxLength: 40,
        selector: ([from, to]) => from * size + to,
      })
      .map((pairs) => pairs.filter(([from, to]) => from !== to))
      .filter((pairs) => pairs.length > 0),
    depth: fc.integer({ min: 1, max: 6 }),
    direction: fc.constantFrom('up' as const, 'down' as const),
  }),
)

test('on any graph, cycles included, a trace finds what brute force finds, at the same distances', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async ({ size, links, depth, direction }) => {
      const { ids } = await stored(size, links)
      const found = await trace(reader(), ids[0] ?? '', { direction, depth })
      const walked = direction === 'up' ? links : links.map(([from, to]) => [to, from] as const)
      const expected = bruteForce(new Map([[0, 0]]), walked, depth)
      expect(new Map(found.nodes.map(({ id, depth: at }) => [ids.indexOf(id), at]))).toEqual(expected)
      expect(
        found.links.map((link) => `${ids.indexOf(link.source_id)}>${ids.indexOf(link.target_id)}`).toSorted(),
      ).toEqual(
        links
          .filter(([from, to]) => expected.has(from) && expected.has(to))
          .map(([from, to]) => `${from}>${to}`)
          .toSorted(),
      )
    }),
    { numRuns: 60 },
  )
})

test('what rests on a span is whoever cites it and all that rests on them', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async ({ size, links, depth }) => {
      const { ids, spanId } = await stored(size, links)
      const found = await restingOnSpan(reader(), spanId, { depth })
      const citing = links[0]?.[0] ?? 0
      const expected = bruteForce(
        new Map([[citing, 1]]),
        links.map(([from, to]) => [to, from] as const),
        depth,
      )
      expect(new Map(found.nodes.map(({ id, depth: at }) => [ids.indexOf(id), at]))).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('a complete graph of thirty records, with a way of every length, is walked at once', async () => {
  const links = Array.from({ length: 30 }, (_, from) =>
    Array.from({ length: 30 }, (_to, to) => [from, to] as const),
  )
    .flat()
    .filter(([from, to]) => from !== to)
  const { ids } = await stored(30, links)

  const found = await trace(reader(), ids[0] ?? '', { direction: 'up', depth: 50 })

  expect(found.nodes.filter(({ depth }) => depth === 1)).toHaveLength(29)
})

test('a trace that meets more records than asked for says so', async () => {
  const { ids } = await stored(
    12,
    Array.from({ length: 11 }, (_, at) => [0, at + 1] as const),
  )

  const found = await trace(reader(), ids[0] ?? '', { direction: 'up', depth: 5, limit: 5 })

  expect(found).toMatchObject({ truncated: true })
  expect(found.nodes).toHaveLength(5)
})
