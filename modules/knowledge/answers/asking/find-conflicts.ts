import { amountPattern, datePattern, numberPattern, type Expectation } from './expectation.ts'
import type { PickedUnit } from './pick-units.ts'

/** Units that give different values for what was asked. */
export interface UnitConflict {
  about: 'date' | 'amount' | 'number'
  statements: { picked: PickedUnit; value: string }[]
}

/** How much of the question has to stand in a unit itself before its value counts as an answer to it. */
const aboutTheSame = 0.7

/** Sources named at most. */
const mostStatements = 4

const patterns = { date: datePattern, amount: amountPattern, number: numberPattern } as const

/**
 * Different values for one question: among the units that answer it as well as the best does, those of different files
 * whose values of the kind asked for have nothing in common.
 */
export const findConflict = (
  ranked: readonly PickedUnit[],
  expects: Expectation,
): UnitConflict | undefined => {
  if (expects !== 'date' && expects !== 'amount' && expects !== 'number') return undefined
  const best = ranked[0]
  if (!best) return undefined
  const statements: UnitConflict['statements'] = []
  const known: { file: string; values: Set<string> }[] = []
  for (const picked of ranked) {
    if (picked.score < best.score * 0.85 || picked.direct < aboutTheSame) continue
    const text = picked.passage.text.slice(picked.unit.start, picked.unit.end)
    const found = valuesIn(text, expects)
    const [first] = found
    if (!first) continue
    const values = new Set(found.map(({ normal }) => normal))
    const file = picked.passage.entityId
    const isNew = known.every(
      (other) => other.file !== file && [...values].every((value) => !other.values.has(value)),
    )
    if (known.length > 0 && !isNew) continue
    known.push({ file, values })
    statements.push({ picked, value: first.written })
    if (statements.length >= mostStatements) break
  }
  return statements.length > 1 ? { about: expects, statements } : undefined
}

/** Values of a kind as written and in a form in which equal ones are equal. */
export const valuesIn = (text: string, kind: UnitConflict['about']): { written: string; normal: string }[] =>
  [...text.matchAll(patterns[kind])].map(([written]) => ({
    written: written.trim(),
    normal: kind === 'date' ? normalDate(written) : normalNumber(written),
  }))

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `12 March 2025` and `2025-03-12` are the same; what cannot be told apart stays as written. */
const normalDate = (written: string): string => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written)
  if (iso) return written
  const month = monthNames.findIndex((name) => new RegExp(`\\b${name}`, 'i').test(written)) + 1
  const year = /\b(\d{4})\b/.exec(written)?.[1]
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(written.replace(year ?? ' ', ' '))?.[1]
  if (month === 0) return written.toLowerCase()
  const two = (value: number | string | undefined): string => String(value ?? '').padStart(2, '0')
  return [year ?? '', two(month), day ? two(day) : ''].filter((part) => part !== '').join('-')
}

const factors: Record<string, number> = { thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9 }

/** `EUR 1.2 million` and `1,200,000 €` are the same amount. */
const normalNumber = (written: string): string => {
  const digits = /\d[\d.,']*/.exec(written)?.[0].replace(/[.,']+$/, '') ?? ''
  const plain = /[.,]\d{1,2}$/.test(digits)
    ? `${digits.slice(0, digits.search(/[.,]\d{1,2}$/)).replaceAll(/[.,']/g, '')}.${digits.slice(digits.search(/[.,]\d{1,2}$/) + 1)}`
    : digits.replaceAll(/[.,']/g, '')
  const factor =
    factors[/\d\s?(thousand|million|billion|k|m)\b/i.exec(written)?.[1]?.toLowerCase() ?? ''] ?? 1
  return String(Number(plain) * factor)
}
