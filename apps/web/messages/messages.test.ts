import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { afterEach, expect, test } from 'vitest'
import { formatDate, formatMoney, formatTime } from '../entities/formats.ts'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import { compile } from './compiled-messages.ts'
import { inSentence, readAs, reading, t } from './index.ts'

afterEach(() => readAs('en'))

const flat = (part: object, at = ''): [name: string, text: string][] =>
  Object.entries(part).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? flat(value, `${at}${name}.`)
      : [[`${at}${name}`, String(value)] as [string, string]],
  )

const valuesIn = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.plural:
      case TYPE.select:
        return [
          `${element.value}: choice`,
          ...Object.values(element.options).flatMap((option) => valuesIn(option.value)),
        ]
      case TYPE.tag:
        return valuesIn(element.children)
      default:
        return [element.value]
    }
  })

const takes = (text: string): string => [...new Set(valuesIn(parse(text)))].toSorted().join(', ')

test('both languages have every text, and each takes the same values', () => {
  const german = new Map(flat(de))
  const english = flat(en)

  expect(english.length).toBeGreaterThan(250)
  expect([...german.keys()].toSorted()).toEqual(english.map(([name]) => name).toSorted())
  expect(english.filter(([name, text]) => takes(text) !== takes(german.get(name) ?? ''))).toEqual([])
  expect([...flat(en), ...flat(de)].filter(([, text]) => text === '').map(([name]) => name)).toEqual([])
})

test('a text is read in the language of the reader, with plurals as that language has them', async () => {
  expect(t('artifact.places', { count: 1 })).toBe('1 place')
  await readAs('de-DE')
  expect(reading.language).toBe('de')
  expect(t('artifact.places', { count: 1_200 })).toBe('1.200 Stellen')
  expect(inSentence('Risiko')).toBe('Risiko')
})

test('a language that the app does not speak is read in English, with the numbers of the reader', async () => {
  await readAs('fr')
  expect(t('general.cancel')).toBe('Cancel')
  expect(formatMoney('1234.5', 'EUR')).toMatch(/1\s234,50/u)
})

test('a locale that is no language tag is read by its language alone', async () => {
  await readAs('en-US@posix')
  expect(reading.locale).toBe('en')
})

test('a moment is shown in the time zone of the reader, a calendar date in none', async () => {
  await readAs('en-GB', 'Pacific/Auckland')
  expect(formatTime('2026-03-01T23:30:00Z')).toBe('2 Mar 2026, 12:30')
  expect(formatDate('2026-03-01')).toBe('1 Mar 2026')
  await readAs('en-GB', 'America/Los_Angeles')
  expect(formatTime('2026-03-01T23:30:00Z')).toBe('1 Mar 2026, 15:30')
  expect(formatDate('2026-03-01')).toBe('1 Mar 2026')
})

test('a built message file says the same without a parser', () => {
  const built = compile("export const x = { a: 'plain', b: 'two {count}', c: { d: 'see “{q}”' } } as const")
  expect(built).toContain("a: 'plain'")
  expect(built).not.toContain("'two {count}'")
  expect(built).toContain(JSON.stringify(parse('see “{q}”')))
})
