import { writeFileSync } from 'node:fs'
import { statusIn } from './coverage.ts'
import { coverageFile, coverageText, projectRoot, readCoverage } from './files.ts'
import { catalogueOfFolders } from './table-changes.ts'

// Run with `node rules/model-coverage/refresh-status.ts` after a table change: it moves rows whose home now
// exists from `later` to `built`. A home that is nowhere is never invented: it stays `later`.
const rows = statusIn(catalogueOfFolders(projectRoot, ['kernel', 'modules']), readCoverage())
writeFileSync(coverageFile, coverageText(rows))
for (const spec of new Set(rows.map((row) => row.spec))) {
  const own = rows.filter((row) => row.spec === spec)
  const built = own.filter((row) => row.status === 'built').length
  process.stdout.write(`${spec}: ${built} built, ${own.length - built} later\n`)
}
