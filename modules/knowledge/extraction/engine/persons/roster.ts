import { trimmed } from '../reading/lines.ts'
import type { Passage } from '../reading/passages.ts'
import type { Span } from '../source.ts'
import { mentionAt, type Mention } from './mention.ts'
import { bare, couldBeName, nameShape } from './name-shape.ts'
import { ORGANIZATION_WORDS } from './name-words.ts'

const ROSTER =
  /\b(?:present|attend(?:ees|ance|ed)|participants?|apologies|absent|invited|invitees|guests?|members(?:hip)?|team|people|contacts?|stakeholders?|signatories|authors?|reviewers?|approvers?|facilitator|note[- ]?takers?|organi[sz]ers?|panel(?:ists)?|speakers?)\b/i
const ROSTER_LABEL =
  /^\W{0,4}(?:present|in attendance|attendees|attending|attended(?: by)?|participants|apologies|regrets|absent|guests|invitees|authors?|reviewers|approvers|facilitator|note[- ]?taker|scribe|chair)[^:\n]{0,20}:\s*/i
/** A name, then any of a handle, an address, a role in brackets, a role after a comma or dash. */
const ENTRY =
  /^(?:(?:[-*+•◦▪–]|\d{1,2}[.)]|\[[ xX]\])\s*)*[*_]*(?<name>[^@<>()[\]{}|,;:–—*]+?)[*_]*(?:\s+-+|\s*[–—])?(?=\s*(?:$|[@<([,;:–—-]))/u
const HANDLE = /^[\s([]*@(?<handle>[A-Za-z0-9][\w-]{0,38})/
const MAIL = /<?(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>?/
const BRACKETED = /[([](?<role>[^()[\]@]{2,80})[)\]]/
const AFTER = /^\s*(?:,|–|—|-|:)\s*(?<role>\p{L}[^,;()<>@|]{1,60})/u

/** People listed one a line or one after another: attendee lists, contact lists, "Present: A, B, C". */
export function rosterMentions(text: string, passage: Passage): Mention[] {
  if (passage.kind === 'heading' || passage.kind === 'code') return []
  const heading = passage.headingPath.at(-1) ?? ''
  const listed = ROSTER.test(heading) && heading.split(' ').length <= 6
  const found: Mention[] = []
  for (const line of physicalLines(text, passage)) {
    const words = text.slice(line.start, line.end)
    const label = ROSTER_LABEL.exec(words)
    if (label) found.push(...inARow(text, { start: line.start + label[0].length, end: line.end }))
    else if (words.length <= 160) {
      const entry = entryOf(text, line, listed && (passage.kind === 'list-item' || words.length <= 80))
      if (entry) found.push(entry)
    }
  }
  return found
}

function inARow(text: string, span: Span): Mention[] {
  const found: Mention[] = []
  // A comma inside brackets belongs to the role.
  for (const part of text.slice(span.start, span.end).matchAll(/(?:\([^)]*\)|[^,;(&]|&(?! ))+/g)) {
    for (const piece of part[0].matchAll(/(?:(?!\sand\s).)+/g)) {
      const start =
        span.start +
        part.index +
        piece.index +
        (/^and\s/.exec(piece[0].trimStart()) ? piece[0].indexOf('and') + 3 : 0)
      const entry = entryOf(
        text,
        trimmed(text, { start, end: span.start + part.index + piece.index + piece[0].length }),
        true,
      )
      if (entry) found.push(entry)
    }
  }
  return found
}

function entryOf(text: string, line: Span, listed: boolean): Mention | undefined {
  const words = text.slice(line.start, line.end).replace(/\.$/, '')
  const match = ENTRY.exec(words)
  const raw = match?.groups?.['name']
  if (!match || raw === undefined) return undefined
  const offset = match[0].indexOf(raw)
  const name = raw.trimEnd()
  if (!couldBeName(name)) return undefined
  const rest = words.slice(offset + name.length).replace(/^[*_\s]+/, '')
  const handle = HANDLE.exec(rest)?.groups?.['handle']
  const email = MAIL.exec(rest)?.groups?.['mail']
  const bracketed = BRACKETED.exec(rest.replace(/\[[^\]]*\]\([^)]*\)/g, ''))?.groups?.['role']
  const parts = name.split(/\s+/)
  const shape = nameShape(parts)
  const marked = handle !== undefined || email !== undefined
  if (!listed && !marked && !(bracketed && /\p{L}/u.test(bracketed) && parts.length > 1 && shape >= 0.25))
    return undefined
  if (!listed && parts.length === 1 && shape < 0.1 && !email) return undefined
  if (listed && rest.length > 60 && !marked && !bracketed) return undefined
  const role =
    roleOf(bracketed) ?? (listed || marked ? roleOf(AFTER.exec(rest)?.groups?.['role']) : undefined)
  const start = line.start + offset
  const sure = parts.length > 1 || marked ? 0.9 : 0.65
  const mention = mentionAt(
    text,
    { start, end: start + name.length },
    sure + (listed ? 0.05 : 0) + (marked ? 0.03 : 0),
  )
  return { ...mention, ...role, email, handle }
}

/** "observer/Microsoft", "CTO, Acme Ltd", "Guest - Acme": a role and, after a mark, an organization. */
export function roleOf(words: string | undefined): { role?: string; organization?: string } | undefined {
  const clean = words
    ?.replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;,]+$/, '')
  if (!clean || clean.length > 80 || /https?:|^\d+$/.test(clean)) return undefined
  const split = /^(.+?)\s*(?:\/|,|\s[–—-]\s|\bat\b|@)\s*(.+)$/.exec(clean)
  if (split?.[1] && split[2]) return { role: split[1], organization: split[2] }
  const isFirm = clean
    .split(' ')
    .some(
      (w) =>
        /^(?:inc|ltd|llc|gmbh|corp|plc|bank|university|group)$/.test(bare(w)) &&
        ORGANIZATION_WORDS.has(bare(w)),
    )
  return isFirm ? { organization: clean } : { role: clean }
}

function* physicalLines(text: string, passage: Passage): Generator<Span> {
  let at = passage.start
  while (at < passage.end) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 || newline > passage.end ? passage.end : newline
    const line = trimmed(text, { start: at, end })
    if (line.end > line.start) yield line
    at = end + 1
  }
}
