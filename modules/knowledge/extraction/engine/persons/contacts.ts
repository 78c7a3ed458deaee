import { linesOf } from '../reading/lines.ts'
import type { Passage } from '../reading/passages.ts'
import { mentionAt, type Mention } from './mention.ts'
import { couldBeName, nameShape } from './name-shape.ts'
import { roleOf } from './roster.ts'

const ADDRESSED =
  /(?<=^|[\s,;:"“(>])"?(?<name>\p{Lu}[\p{L}\p{M}.'’ -]{1,60}?)"?\s*<(?<mail>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)>/gmu
const INVERTED =
  /"(?<last>\p{Lu}[\p{L}'’ -]+), (?<first>\p{Lu}[\p{L}. ]*)"\s*<(?<mail>[\w.+-]{1,64}@[\w.-]+\.\w+)>/gu
const AT_HANDLE = /(?<![\w/@.])@(?<handle>[A-Za-z][A-Za-z0-9-]{1,38})(?![\w/-]|\.\w)/g
const NAMED_HANDLE =
  /(?<name>\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,3})\s+\(?@(?<handle>[A-Za-z][\w-]{1,38})/gu

/** Names bound to a mail address or handle, and handles that stand alone, anywhere in a text. */
export function contactMentions(text: string): Mention[] {
  const found: Mention[] = []
  for (const m of text.matchAll(ADDRESSED)) {
    const name = (m.groups?.['name'] ?? '').trimEnd()
    const start = m.index + m[0].indexOf(name)
    if (couldBeName(name))
      found.push({ ...mentionAt(text, { start, end: start + name.length }, 0.95), email: m.groups?.['mail'] })
  }
  for (const m of text.matchAll(INVERTED)) {
    const words = `${m.groups?.['last']}, ${m.groups?.['first']}`
    const span = { start: m.index + 1, end: m.index + 1 + words.length }
    const name = `${m.groups?.['first']?.trim()} ${m.groups?.['last']}`
    found.push({ ...mentionAt(text, span, 0.93), name, email: m.groups?.['mail'] })
  }
  for (const m of text.matchAll(NAMED_HANDLE)) {
    const name = m.groups?.['name'] ?? ''
    if (nameShape(name.split(/\s+/)) < 0.2) continue
    found.push({
      ...mentionAt(text, { start: m.index, end: m.index + name.length }, 0.9),
      handle: m.groups?.['handle'],
    })
  }
  for (const m of text.matchAll(AT_HANDLE)) {
    const handle = m.groups?.['handle'] ?? ''
    found.push({ ...mentionAt(text, { start: m.index, end: m.index + m[0].length }, 0.5), handle })
  }
  return found
}

const CLOSING =
  /^(?:(?:kind|best|warm|many)\s+)?(?:regards|thanks|wishes)\b[^\n]{0,20}$|^(?:yours|sincerely|respectfully|cheers|cordially|mit freundlichen grüßen|best|thank you)\b[^\n]{0,24}$/i
const LABEL =
  /^[\W_]{0,3}(?:name|by|author|prepared by|written by|approved by|reviewed by|submitted by|signed(?: by)?|owner|contact(?: person)?|attention|attn|requested by|requester|reported by|reporter|assignee|assigned to|sponsor|project manager|project lead|lead|chair|sender|cashier|salesperson|from|to|cc)\s*:\s*(?:\/s\/\s*)?(?<name>[^\n<(,;|]+)/i
const ROLE_LABEL = /^[\W_]{0,3}(?:title|role|position|function)\s*:\s*(?<role>[^\n]+)/i
/** Words for an office or a trade, by which a role is told from other words. */
export const ROLE_WORDS =
  /\b(?:manager|director|officer|engineer|architect|lead|head|president|analyst|consultant|developer|designer|owner|partner|counsel|secretary|treasurer|chair|administrator|coordinator|specialist|controller|sponsor|founder|auditor|editor|representative|c[efitops]o)\b/i

/** Names in signature blocks and after labels such as "Prepared by:" or "Name:", with the role on the lines below. */
export function signatureMentions(text: string, passages: readonly Passage[]): Mention[] {
  const lines = passages.filter((p) => p.kind !== 'code').flatMap((p) => linesOf(text, p))
  const found: Mention[] = []
  lines.forEach((line, i) => {
    const words = text.slice(line.start, line.end)
    const labelled = LABEL.exec(words)?.groups?.['name']
    if (labelled) {
      const name = labelled.trim()
      if (
        !couldBeName(name) ||
        (!name.includes(' ') && nameShape([name]) < 0.1) ||
        nameShape(name.split(/\s+/)) < 0
      )
        return
      const start = line.start + words.lastIndexOf(name)
      found.push({
        ...mentionAt(text, { start, end: start + name.length }, name.includes(' ') ? 0.9 : 0.6),
        ...roleBelow(i),
      })
    } else if (CLOSING.test(words)) {
      const next = lines[i + 1]
      if (!next) return
      const name = text.slice(next.start, next.end).replace(/[,.]$/, '')
      if (!couldBeName(name) || nameShape(name.split(/\s+/)) < -0.2) return
      found.push({
        ...mentionAt(text, { start: next.start, end: next.start + name.length }, 0.88),
        ...signedAs(i + 2),
      })
    }
  })
  return found

  function roleBelow(at: number) {
    for (const line of lines.slice(at + 1, at + 3)) {
      const role = ROLE_LABEL.exec(text.slice(line.start, line.end))?.groups?.['role']
      if (role) return roleOf(role)
    }
    return undefined
  }

  function signedAs(at: number) {
    const line = lines[at]
    if (!line) return undefined
    const words = text.slice(line.start, line.end)
    if (!ROLE_WORDS.test(words) || words.length > 80) return undefined
    const below = lines[at + 1]
    const firm = below ? text.slice(below.start, below.end) : ''
    const role = roleOf(words)
    return role?.organization || !/^\p{Lu}[^\d@:]{2,50}$/u.test(firm) ? role : { ...role, organization: firm }
  }
}
