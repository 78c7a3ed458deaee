import { describe, expect, it } from 'vitest'
import {
  astray,
  coverageRow,
  misstated,
  statusIn,
  uncovered,
  type CoverageRow,
} from './model-coverage/coverage.ts'
import { coverageText, projectRoot, readCoverage, readSources } from './model-coverage/files.ts'
import { liveCatalogue } from './model-coverage/live-catalogue.ts'

const homed = (column: string | null, home: string, status: CoverageRow['status'] = 'built'): CoverageRow =>
  coverageRow.parse({ spec: 'CERB', table: 'risks', column, home, status })

describe('the coverage list', () => {
  const sources = readSources()
  const rows = readCoverage()

  it('starts from all 134 tables and 1,702 columns of the five documents', () => {
    const bySpec = Map.groupBy(sources, (source) => source.spec)
    const sizes = [...bySpec].map(([spec, tables]) => [
      spec,
      tables.length,
      tables.flatMap((t) => t.columns).length,
    ])
    expect(sizes).toEqual([
      ['CERB', 42, 554],
      ['VALID', 16, 167],
      ['MODZ', 18, 318],
      ['FACT', 33, 322],
      ['AGNT', 25, 341],
    ])
  })

  it('gives every source table and column a home', () => {
    expect(uncovered(sources, rows)).toEqual([])
  })

  it('has no row without a source and no row twice', () => {
    expect(astray(sources, rows)).toEqual([])
  })

  it('drops hardly anything, and says why', () => {
    expect(rows.filter((row) => row.home.startsWith('dropped:')).length).toBeLessThanOrEqual(5)
  })

  it('keeps one row per line, so that a change shows as one line', async () => {
    const { readFile } = await import('node:fs/promises')
    expect(await readFile(`${projectRoot}docs/model-coverage.json`, 'utf8')).toBe(coverageText(rows))
  })

  // when this fails after a table change: node rules/model-coverage/refresh-status.ts
  it('calls built exactly what a database of this version has', async () => {
    expect(misstated(await liveCatalogue(), rows)).toEqual([])
  }, 60_000)
})

describe('the check of homes', () => {
  const catalogue = new Map([
    ['risks', new Set(['org_id', 'score', 'treatment'])],
    ['links', new Set(['relation', 'strength'])],
  ])

  it('refuses a built home that the database lacks', () => {
    const rows = [
      homed(null, 'risks'),
      homed('risk_id', 'risks.id'),
      homed('cause', 'derived: length of risks.cause'),
      homed('risk_score', 'risks.score'),
    ]
    expect(misstated(catalogue, rows)).toEqual([
      'CERB risks.risk_id is marked built, but lacks risks.id',
      'CERB risks.cause is marked built, but lacks risks.cause',
    ])
  })

  it('refuses a row left at later after its home came to exist', () => {
    const rows = [homed(null, 'risks'), homed('artifact_ids', 'link:rests_on', 'later')]
    expect(misstated(catalogue, rows)).toEqual([
      'CERB risks.artifact_ids is marked later, but link:rests_on exists',
    ])
  })

  it('does not count a shared column while the table that would use it is missing', () => {
    const rows = [homed(null, 'hazards', 'later'), homed('artifact_ids', 'link:rests_on')]
    expect(statusIn(catalogue, rows).map(({ status }) => status)).toEqual(['later', 'later'])
    expect(misstated(catalogue, rows)).toHaveLength(1)
  })

  it('finds a source without a row, a row without a source, and a row twice', () => {
    const source = { spec: 'CERB' as const, table: 'risks', columns: ['risk_id', 'title'] }
    const rows = [
      homed(null, 'risks'),
      homed('risk_id', 'risks.id'),
      homed('risk_id', 'risks.id'),
      homed('mood', 'risks.mood'),
    ]
    expect(uncovered([source], rows)).toEqual(['CERB risks.title'])
    expect(astray([source], rows)).toEqual(['CERB risks.risk_id', 'CERB risks.mood'])
  })

  it.each([
    ['a table as the home of a column', 'title', 'risks'],
    ['a column as the home of a table', null, 'risks.title'],
    ['a derivation from nothing', 'title', 'derived: somehow from the rest'],
    ['a drop without a reason', 'title', 'dropped: unused'],
    ['a relation that is no word', 'title', 'link:Rests On'],
  ])('refuses %s', (_, column, home) => {
    expect(
      coverageRow.safeParse({ spec: 'CERB', table: 'risks', column, home, status: 'later' }).success,
    ).toBe(false)
  })
})
