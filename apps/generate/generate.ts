import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeConfig } from '#kernel/config/index.ts'
import { openDatabase } from '#kernel/db/index.ts'
import { anyEntityEndpoints } from '#kernel/contract/index.ts'
import { Registry } from '#kernel/module/index.ts'
import { modules } from '#apps/server/modules.ts'
import { allEndpoints } from '#apps/server/endpoints.ts'
import { openApiDocument } from '#apps/server/open-api.ts'
import { allSlices, prepareDatabase } from '#apps/server/open-house.ts'
import { atlas } from './atlas.ts'
import { clientTypes } from './client-types.ts'
import { packTables, tablesAreStale } from './tables-archive.ts'
import { schemaDump } from './schema-dump.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Everything under `generated/` by its path, made anew from the manifests and a database made from nothing. */
export const generatedFiles = async (): Promise<Record<string, string>> => {
  const registry = new Registry(modules)
  const endpoints = allEndpoints(registry)
  const database = await openDatabase({ dataDir: null, rolePassword: () => 'unused' })
  try {
    await prepareDatabase(database, registry)
    return {
      'generated/openapi.json': `${JSON.stringify(await openApiDocument(undefined, endpoints), null, 1)}\n`,
      'generated/api.ts': clientTypes(endpoints, anyEntityEndpoints()),
      'generated/schema.sql': await schemaDump(database),
      'generated/ATLAS.md': atlas(registry, endpoints),
      'generated/SETTINGS.md': `# Settings\n\nMade from the configuration's schema by \`bin/throughline generate\`; do not edit.\n\n${describeConfig(allSlices())}\n`,
    }
  } finally {
    await database.close()
  }
}

/** Writes the files, or with `check` only tells which of them no longer tell the truth. */
export const generate = async (check: boolean): Promise<{ stale: string[] }> => {
  const stale: string[] = []
  for (const [name, content] of Object.entries(await generatedFiles())) {
    const present = await readFile(join(root, name), 'utf8').catch(() => '')
    if (present === content) continue
    stale.push(name)
    if (!check) await writeFile(join(root, name), content)
  }
  if (await tablesAreStale()) {
    stale.push('kernel/db/template/tables.tar.gz')
    if (!check) await packTables()
  }
  return { stale }
}
