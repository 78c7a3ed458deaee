import type { Fact } from '../schema.ts'
import { factAt, labelBefore } from './fact-at.ts'

const NUMBERS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
  'twenty-four': 24,
  thirty: 30,
  'thirty-six': 36,
  forty: 40,
  'forty-five': 45,
  'forty-eight': 48,
  sixty: 60,
  'seventy-two': 72,
  ninety: 90,
}
const WORDS = Object.keys(NUMBERS).toSorted((a, b) => b.length - a.length)
const UNIT = String.raw`(?<kind>(?:working|business|calendar) )?(?<unit>hours?|days?|weeks?|months?|years?)\b`
/** "thirty days", "thirty (30) days", "ten working days". */
const SPOKEN = new RegExp(
  String.raw`(?<![\p{L}\d-])(?<word>${WORDS.join('|')})(?: \((?<n>\d{1,4})\))?\s${UNIT}`,
  'giu',
)
/** "10 working days"; without such a word they are found with all other quantities. */
const KINDED = new RegExp(
  String.raw`(?<![\p{L}\d.,-])(?<n>\d{1,4})\s(?=working|business|calendar)${UNIT}`,
  'giu',
)

/** Periods of time as contracts write them: in words, and in working days, which are not days. */
export const periodFacts = (text: string): Fact[] =>
  [...text.matchAll(SPOKEN), ...text.matchAll(KINDED)].flatMap((m) => {
    const { word = '', n, kind = '', unit = '' } = m.groups ?? {}
    const normalized = n ?? NUMBERS[word.toLowerCase()]
    if (normalized === undefined) return []
    const isWorking = /^(?:working|business)/i.test(kind)
    return [
      factAt(
        text,
        { start: m.index, end: m.index + m[0].length },
        {
          type: 'quantity',
          key: labelBefore(text, m.index) ?? 'quantity',
          normalized: String(Number(normalized)),
          unit: `${isWorking ? 'working ' : ''}${unit.toLowerCase()}`,
          confidence: 0.7,
        },
      ),
    ]
  })
