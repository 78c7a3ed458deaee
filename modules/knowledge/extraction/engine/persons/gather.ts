import type { Person } from '../schema.ts'
import type { Span } from '../source.ts'
import { oneLine, type Mention } from './mention.ts'
import { bare } from './name-shape.ts'
import { NAME_SUFFIXES, TITLES } from './name-words.ts'

/** Mentions as persons: one person per name, short forms counted to the full name they can only mean. */
export function gather(mentions: readonly Mention[]): Person[] {
  const groups = new Map<string, Mention[]>()
  for (const mention of withoutOverlaps(mentions)) {
    const key = keyOf(mention)
    const group = groups.get(key)
    if (group) group.push(mention)
    else groups.set(key, [mention])
  }
  joinShortForms(groups)
  return [...groups.values()].map(toPerson).toSorted((a, b) => b.mentions - a.mentions || first(a) - first(b))
}

const first = (p: Person): number => p.spans[0]?.start ?? 0

/** Words by which two spellings of one name are the same: no case, dots, titles or middle initials. */
export const keyOf = ({ name }: { name: string }): string => personKey(name)

/** The same for a name alone. */
export function personKey(name: string): string {
  const words = name.split(/\s+/).map(bare)
  const kept = words.filter(
    (w, i) => w && !(i === 0 && TITLES.has(w)) && !(i > 0 && i < words.length - 1 && w.length === 1),
  )
  return kept.join(' ').normalize('NFC')
}

/** Of mentions that overlap, the surer stays, and the longer of equally sure ones. What both know is kept. */
export function withoutOverlaps(mentions: readonly Mention[]): Mention[] {
  const ranked = mentions.toSorted(
    (a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start,
  )
  const taken = new Map<number, Mention>()
  const kept: Mention[] = []
  for (const mention of ranked) {
    const holder = overlapping(taken, mention)
    if (holder) {
      holder.email ??= mention.email
      holder.handle ??= mention.handle
      holder.role ??= mention.role
      holder.organization ??= mention.organization
      continue
    }
    const own = { ...mention }
    kept.push(own)
    for (let at = mention.start; at < mention.end; at++) taken.set(at, own)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

function overlapping(taken: Map<number, Mention>, { start, end }: Span): Mention | undefined {
  for (let at = start; at < end; at++) {
    const holder = taken.get(at)
    if (holder) return holder
  }
  return undefined
}

/** "Bobick" goes to "Nick Bobick" where no other full name could be meant, and "@nbobick" where that handle is known. */
function joinShortForms(groups: Map<string, Mention[]>): void {
  const byShortForm = new Map<string, Set<string>>()
  const note = (form: string, key: string) => {
    const keys = byShortForm.get(form)
    if (keys) keys.add(key)
    else byShortForm.set(form, new Set([key]))
  }
  for (const [key, group] of groups) {
    const words = key.split(' ').filter((w) => !NAME_SUFFIXES.has(w))
    if (words.length > 1) for (const form of [words[0] ?? '', words.at(-1) ?? '']) note(form, key)
    if (!key.startsWith('@'))
      for (const { handle } of group) if (handle) note(`@${handle.toLowerCase()}`, key)
  }
  for (const [key, group] of groups) {
    if (key.includes(' ')) continue
    const [full, ...others] = byShortForm.get(key) ?? []
    const target = full !== undefined && full !== key && others.length === 0 ? groups.get(full) : undefined
    if (!target) continue
    target.push(...group)
    groups.delete(key)
  }
}

function toPerson(mentions: readonly Mention[]): Person {
  const ordered = mentions.toSorted((a, b) => a.start - b.start)
  const fullest = mentions.reduce((a, b) => (fullness(b) > fullness(a) ? b : a))
  const surest = Math.max(...mentions.map((m) => m.confidence))
  const known = (field: 'role' | 'organization' | 'email' | 'handle') => {
    const value = ordered.find((m) => m[field] !== undefined)?.[field]
    return value === undefined ? {} : { [field]: oneLine(value).slice(0, field === 'handle' ? 60 : 255) }
  }
  return {
    name: fullest.name.slice(0, 255),
    ...known('role'),
    ...known('organization'),
    ...known('email'),
    ...known('handle'),
    mentions: ordered.length,
    confidence: Math.round(Math.min(0.99, surest + Math.min(0.04, 0.01 * (ordered.length - 1))) * 100) / 100,
    spans: ordered.map(({ start, end }) => ({ start, end })),
  }
}

const fullness = (m: Mention): number =>
  m.name.startsWith('@') ? 0 : m.name.split(' ').length * 100 + m.confidence
