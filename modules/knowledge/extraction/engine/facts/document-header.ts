import { headingTitle, type Passage } from '../reading/passages.ts'
import { linesOf, trimmed } from '../reading/lines.ts'
import type { Fact } from '../schema.ts'
import type { Span } from '../source.ts'
import { asKey, factAt } from './fact-at.ts'

/** How far into a text a header may reach, in UTF-16 units. */
const REACH = 8_000
const FIELD = /^(?<key>[A-Za-z][A-Za-z0-9 _-]{0,40}?)\s*:(?:\s+(?<value>\S.*?))?\s*$/
/** Fields that hold several names or references in one line. */
const LISTED =
  /^(?:authors?|owners?|reviewers?|approvers?|editors?|sponsors?|deciders?|contributors?|participants?|requires|replaces|supersedes|superseded by|see also|related(?: to)?|mitigates|depends on|blocks|tags|labels)$/
/** Sections whose first paragraph is the value of what their heading names. */
const SECTIONS = /^(?:status|date|authors?|deciders?|owners?|type|version|state|decision status|deadline)$/i

/**
 * What a document says of itself at its top: front matter, a block of fields as mails and proposals have it, the
 * title, and sections such as "Status" that hold one value. Lists give a fact for each item. Values keep their place.
 */
export function headerFacts(text: string, passages: readonly Passage[]): Fact[] {
  const fields = fieldsAtTop(text)
  const keys = new Set(fields.map(({ key }) => key))
  const facts = fields.flatMap(({ key, value }) =>
    (LISTED.test(key) ? itemsIn(text, value) : [value]).map((span) =>
      factAt(text, span, {
        type: 'key-value',
        key,
        normalized: plainValue(text.slice(span.start, span.end)),
        confidence: 0.9,
      }),
    ),
  )
  return [...facts, ...sectionFacts(text, passages, keys), ...titleFact(text, passages, keys)]
}

type Field = { key: string; value: Span }

/** Fields before the first blank line, or between the two rules of front matter; indented lines go on, dashes list. */
function fieldsAtTop(text: string): Field[] {
  const front = /^\uFEFF?---[ \t]*\r?\n/.exec(text)
  const start = front ? front[0].length : (/^\s*/.exec(text)?.[0].length ?? 0)
  // A blank line ends a header, unless a key follows as machines write them.
  const close = front
    ? /^---[ \t]*$/m.exec(text.slice(start, start + REACH))
    : /\n[ \t]*\r?\n(?![ \t\r\n]*(?:[a-z][a-z0-9_-]*:(?:\s|$)|#[^#\n]))/.exec(
        text.slice(start, start + REACH),
      )
  const end = close ? start + close.index : front ? start : Math.min(text.length, start + REACH)
  const fields: Field[] = []
  let open: { key: string; value: Span | undefined } | undefined
  let lines = 0
  for (const line of rawLines(text, { start, end })) {
    const words = text.slice(line.start, line.end)
    if (words.trim() === '' || words.trimStart().startsWith('#')) continue
    lines += 1
    const item = /^\s*-\s+(?<value>\S.*?)(?:\s+#.*)?\s*$/.exec(words)
    const field = /^\s/.test(words) ? null : FIELD.exec(words.replace(/\s+#\s.*$/, ''))
    if (field?.groups?.['key']) {
      const key = asKey(field.groups['key'].replace(/[_-]/g, ' '))
      const value = field.groups['value']
      const at =
        value === undefined ? undefined : line.start + words.indexOf(value, field.groups['key'].length + 1)
      open = {
        key,
        value: at === undefined || value === undefined ? undefined : { start: at, end: at + value.length },
      }
      if (open.value) fields.push({ key, value: open.value })
    } else if (open && item?.groups?.['value'] && open.value === undefined) {
      const at = line.start + words.indexOf(item.groups['value'])
      fields.push({ key: open.key, value: { start: at, end: at + item.groups['value'].length } })
    } else if (open?.value && /^\s/.test(words)) {
      open.value.end = trimmed(text, line).end
    } else if (!front && !/^\s/.test(words)) return fields.length > 1 ? fields : []
  }
  return front || lines >= 2 ? fields : []
}

function* rawLines(text: string, { start, end }: Span): Generator<Span> {
  for (let at = start; at < end;) {
    const newline = text.indexOf('\n', at)
    const stop = newline === -1 || newline > end ? end : newline
    yield { start: at, end: stop }
    at = stop + 1
  }
}

/** "A <a@x>, B" and "[x, y]" as their items. */
function itemsIn(text: string, value: Span): Span[] {
  const items: Span[] = []
  for (const part of text.slice(value.start, value.end).matchAll(/[^,;\n[\]]+/g)) {
    const item = trimmed(text, {
      start: value.start + part.index,
      end: value.start + part.index + part[0].length,
    })
    if (item.end > item.start) items.push(item)
  }
  return items
}

/** A value without quotation marks, the mail address behind a name, and line breaks. */
const plainValue = (value: string): string | undefined =>
  value
    .replace(/\s+/g, ' ')
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/\s*<[^<>]*@[^<>]*>$/, '')
    .trim() || undefined

function sectionFacts(text: string, passages: readonly Passage[], known: ReadonlySet<string>): Fact[] {
  const seen = new Set<string>()
  return passages.flatMap((passage, index) => {
    if (passage.kind !== 'heading') return []
    const heading = asKey(headingTitle(text.slice(passage.start, passage.end)))
    const next = passages[index + 1]
    if (!SECTIONS.test(heading) || known.has(heading) || seen.has(heading) || !next) return []
    // "Accepted" alone between blank lines looks like a heading; only a mark makes it one here.
    if (next.kind === 'heading' && /^#|\n[=-]/.test(text.slice(next.start, next.end))) return []
    seen.add(heading)
    const [line] = linesOf(text, next)
    if (!line || line.end - line.start > 200) return []
    const words = text.slice(line.start, line.end)
    return [
      factAt(text, line, {
        type: 'key-value',
        key: heading,
        normalized: plainValue(words),
        confidence: 0.85,
      }),
    ]
  })
}

/** "KEP-1669: …", "RFC 12. …", "4. …" before the title proper. */
const NUMBERED =
  /^(?:(?<prefix>[A-Z][A-Za-z]{1,9})[ -]?#?(?<number>\d{1,6})|\d+(?:\.\d+)*)\s*[:.–-]\s+(?=\S)/u

function titleFact(text: string, passages: readonly Passage[], known: ReadonlySet<string>): Fact[] {
  const headings = passages.filter((p) => p.kind === 'heading' && p.start < REACH)
  const first = headings.find((p) => /^#\s/.test(text.slice(p.start, p.start + 2))) ?? headings[0]
  if (!first) return []
  const mark = /^#*\s*/.exec(text.slice(first.start, first.end))?.[0].length ?? 0
  const [line] = linesOf(text, { start: first.start + mark, end: first.end })
  if (!line) return []
  const words = text.slice(line.start, line.end)
  const numbered = NUMBERED.exec(words)
  const { prefix, number } = numbered?.groups ?? {}
  const title = headingTitle(numbered ? words.slice(numbered[0].length) : words)
  const at = line.start + words.indexOf(number ?? '')
  return [
    ...(prefix && number
      ? [
          factAt(
            text,
            { start: at, end: at + number.length },
            { type: 'identifier', key: `${prefix.toLowerCase()} number`, confidence: 0.85 },
          ),
        ]
      : []),
    ...(title && !known.has('title')
      ? [factAt(text, line, { type: 'key-value', key: 'title', normalized: title, confidence: 0.85 })]
      : []),
  ]
}
