import { writeFileSync } from 'node:fs'
import { statusIn } from './coverage.ts'
import { coverageFile, coverageText, readCoverage } from './files.ts'
import { liveCatalogue } from './live-catalogue.ts'

// Run with `node rules/model-coverage/refresh-status.ts` after a table change: it moves rows whose home now
// exists from `later` to `built`. A home that is nowhere is never invented: it stays `later`.
const rows = statusIn(await liveCatalogue(), readCoverage())
writeFileSync(coverageFile, coverageText(rows))
for (const spec of new Set(rows.map((row) => row.spec))) {
  const own = rows.filter((row) => row.spec === spec)
  const built = own.filter((row) => row.status === 'built').length
  process.stdout.write(`${spec}: ${built} built, ${own.length - built} later\n`)
}
