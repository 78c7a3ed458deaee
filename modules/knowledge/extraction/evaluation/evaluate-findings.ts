import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Evaluation, EvaluationResult, MeasuringPlace, Reading } from '#kernel/module/index.ts'
import { putIn, textOf } from '#modules/knowledge/artifacts/index.ts'
import { conflictSide } from '../kinds.ts'
import { findingsOf } from '../store.ts'
import { sameValue } from './evaluate-facts.ts'
import { readLines } from './files.ts'
import {
  compareFindings,
  fileLabels,
  foundFindings,
  type FileLabels,
  type Tallies,
} from './finding-labels.ts'
import { InsightTallies } from './insight-labels.ts'
import { compare, emptyTally, failureList, ratio, ratiosOf } from './scoring.ts'

/** Two files that contradict each other, and the value that each gives. */
const conflictLabel = z.strictObject({
  files: z.tuple([z.string(), z.string()]),
  values: z.tuple([z.string(), z.string()]),
})
type ConflictLabel = z.output<typeof conflictLabel>

type Failures = ReturnType<typeof failureList>

/**
 * Everything that is found in files of any kind, through the same reading, engine and comparison of files that uploads
 * go through; with a model where one is configured. Labels that are left out are not measured.
 */
export const evaluateFindings: Evaluation = {
  name: 'findings',
  summary:
    'All findings of files of any kind; a folder with documents/, findings.jsonl, one line a file: {"file": "x.pdf", "persons": [{"name": …, "role"?: …}], "organizations": […], "places": […], "facts": [{"type": "date", "value": …}], "topics": […], "insights": [{"type": "risk", "quote": …}]}, each of them optional, and conflicts.jsonl: {"files": ["a.pdf", "b.xlsx"], "values": ["1 March 2027", "15 April 2027"]}',
  sets: ['findings_'],
  async run(folder, { place, maxDocuments = Infinity, maxFailures, progress } = {}) {
    if (!place) throw new Error('Findings are measured in an installation.')
    const labels = (await linesIf(join(folder, 'findings.jsonl'), fileLabels)).slice(0, maxDocuments)
    const conflicts = await linesIf(join(folder, 'conflicts.jsonl'), conflictLabel)
    if (labels.length + conflicts.length === 0)
      throw new Error(`${folder} has neither findings.jsonl nor conflicts.jsonl with a line in it.`)
    const measuring = await place()
    const records = await putIn(measuring, join(folder, 'documents'))
    const failures = failureList(maxFailures)
    const found = await compareFiles(measuring, labels, records, failures, progress)
    const metrics = { documents: labels.length, ...found }
    if (conflicts.length === 0) return { metrics, failures: failures.list }
    const contradictions = await compareConflicts(measuring.reading, conflicts, failures)
    return { metrics: { ...metrics, conflicts: contradictions }, failures: failures.list }
  },
}

const linesIf = async <T>(file: string, line: z.ZodType<T>): Promise<T[]> =>
  existsSync(file) ? readLines(file, line) : []

const compareFiles = async (
  { reading }: MeasuringPlace,
  labels: readonly FileLabels[],
  records: ReadonlyMap<string, string>,
  failures: Failures,
  progress: (done: number, total: number, about: string) => void = () => undefined,
): Promise<EvaluationResult['metrics']> => {
  const tallies: Tallies = new Map()
  const insights = new InsightTallies()
  for (const [done, label] of labels.entries()) {
    const id = records.get(label.file) ?? (await idOf(reading, label.file))
    const text = (await textOf(reading, id))?.text
    if (text === undefined) failures.add(`${label.file} could not be read`)
    const found = foundFindings.parse(await findingsOf(reading, id))
    compareFindings(tallies, label, found, failures.add)
    if (label.insights && text !== undefined)
      insights.compare({ file: label.file, text }, label.insights, found.insights, failures.add)
    progress(done + 1, labels.length, 'files')
  }
  const roles = tallies.get('roles')
  tallies.delete('roles')
  return {
    ...Object.fromEntries([...tallies].map(([what, tally]) => [what, ratiosOf(tally)])),
    ...(roles && {
      roles: { accuracy: ratio(roles.right, roles.right + roles.missed), n: roles.right + roles.missed },
    }),
    ...Object.fromEntries(insights.figures().map(([type, figures]) => [`insights ${type}`, figures])),
  }
}

/** A file that another one carried. @throws Error where there is none */
const idOf = async ({ tx, scope, project }: Reading, file: string): Promise<string> => {
  const [row] = await tx.query<{ id: string }>(
    'select id from artifacts where org_id = $1 and project_id = $2 and filename = $3 limit 1',
    [scope.orgId, project.id, basename(file)],
  )
  if (!row) throw new Error(`${file} is labelled and not among the documents.`)
  return row.id
}

const conflictRow = z.object({ title: z.string(), sides: z.array(conflictSide) })

/** Contradictions between files: right where both files and both values are the labelled ones. */
const compareConflicts = async (
  { tx, scope, project }: Reading,
  labels: readonly ConflictLabel[],
  failures: Failures,
): Promise<Record<string, number>> => {
  const rows = await tx.query(
    `select title, sides from conflicts where org_id = $1 and project_id = $2 and state = 'open' order by title`,
    [scope.orgId, project.id],
  )
  const found = rows.map((row) => conflictRow.parse(row))
  const right = new Map(
    found.map((each) => [each, labels.find((label) => isThat(label, each.sides))] as const),
  )
  for (const [{ title, sides }, label] of right)
    if (!label)
      failures.add(
        `conflict not among the labels: ${title} (${sides.map((side) => side.filename).join(', ')})`,
      )
  const met = new Set([...right.values()].flatMap((label) => (label ? [label] : [])))
  for (const label of labels)
    if (!met.has(label))
      failures.add(`conflict missed: ${label.values.join(' or ')} (${label.files.join(', ')})`)
  const tally = emptyTally()
  const keyOf = (label: ConflictLabel): string => JSON.stringify(label)
  compare(
    tally,
    new Set([...right].map(([{ title }, label]) => (label ? keyOf(label) : title))),
    new Set(labels.map(keyOf)),
  )
  return ratiosOf(tally)
}

const isThat = ({ files, values }: ConflictLabel, sides: readonly z.output<typeof conflictSide>[]): boolean =>
  [0, 1].some((turn) =>
    files.every((file, at) => {
      const side = sides[(at + turn) % 2]
      const value = values[at] ?? ''
      return (
        side?.filename === basename(file) &&
        (sameValue(side.normalized, value) || sameValue(side.value, value))
      )
    }),
  )
