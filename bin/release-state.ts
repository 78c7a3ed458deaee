import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { modules } from '#apps/server/modules.ts'
import { derivedStatements } from '#apps/server/open-house.ts'
import { releasedStateSchema, statesFolder } from '#apps/server/released/state.ts'
import { Registry } from '#kernel/module/index.ts'

// Run with `node bin/release-state.ts VERSION` when a version is released: from then on the tests bring a database of
// that version forward to the present one, and a released table change that is edited is found.
const registry = new Registry(modules)
const state = releasedStateSchema.parse({
  version: process.argv[2],
  sources: registry.migrationSources(),
  derived: derivedStatements(registry),
})
mkdirSync(statesFolder, { recursive: true })
const file = `${statesFolder}/${state.version}.json.gz`
writeFileSync(file, gzipSync(JSON.stringify(state)), { flag: 'wx' })
process.stdout.write(`written: ${file}\n`)
