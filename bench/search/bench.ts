import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packagedModel } from '#kernel/ai/index.ts'
import { openHouse } from '#apps/server/open-house.ts'
import type { Bench, Figure } from '../figure.ts'
import { openBenchDatabase } from '../postgres.ts'
import { benchSettings } from '../tenant.ts'
import { measureInstallation, type Extent } from './measure.ts'

const onServer: Extent = {
  tenants: 200,
  passages: 100_000,
  words: 140,
  dimensions: 512,
  model: packagedModel,
  queries: 100,
  rounds: 3,
  embeds: true,
  bound: 100,
}

/** All of one tenant, which then needs an index of its vectors here too. */
const embedded: Extent = { ...onServer, tenants: 1, passages: 10_000, bound: 80 }

/** The larger of two just needs an index; short passages and vectors, since filling takes most of the time. */
const inShort: Extent = {
  ...onServer,
  tenants: 2,
  passages: 7_600,
  words: 30,
  dimensions: 64,
  queries: 20,
  embeds: false,
}

/** Search of a large installation on a server, and of a smaller one on the embedded database; the short form of a smaller one on a server. */
export const bench: Bench = async ({ short, log }) => {
  if (short) return onServerWith(inShort, log)
  return [...(await onServerWith(onServer, log)), ...(await embeddedWith(embedded, log))]
}

const onServerWith = async (extent: Extent, log: (line: string) => void): Promise<Figure[]> => {
  const database = await openBenchDatabase()
  try {
    return await inHouse('server', { DATABASE_URL: database.url }, extent, log)
  } finally {
    await database.close()
  }
}

const embeddedWith = (extent: Extent, log: (line: string) => void): Promise<Figure[]> =>
  inHouse('embedded', {}, extent, log)

const inHouse = async (
  engine: string,
  settings: Record<string, string>,
  extent: Extent,
  log: (line: string) => void,
): Promise<Figure[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-search-'))
  const overrides = benchSettings(dataDir, { ...settings, AI_EMBEDDING_MODEL: 'packaged' })
  const { house, close } = await openHouse({ env: {}, overrides })
  try {
    return await measureInstallation(house, engine, extent, log)
  } finally {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
