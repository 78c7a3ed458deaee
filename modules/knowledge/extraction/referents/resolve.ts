import { nameKeyOf, type Naming } from './name-keys.ts'

/** A record that a naming may mean. */
export interface Candidate extends Naming {
  id: string
}

/** To whom a naming was given, how surely, and why in words that a person reads. */
export interface Resolution {
  id: string
  confidence: number
  reasons: string[]
}

/**
 * Which known person, organization or place a naming means; undefined where none is sure enough, or two are alike.
 * The figures are judgments: a mail address or handle decides, a full name nearly so unless something speaks against
 * it, initials and single names only where one candidate alone fits.
 */
export const resolve = (
  naming: Naming,
  candidates: readonly Candidate[],
  threshold: number,
): Resolution | undefined => {
  const ranked = candidates
    .map((candidate) => likeness(naming, candidate))
    .filter(({ confidence }) => confidence >= threshold)
    .toSorted((a, b) => b.confidence - a.confidence || a.id.localeCompare(b.id))
  const [best, next] = ranked
  // Two that fit equally well are no answer, unless an address or a whole name says which.
  return best && next && next.confidence === best.confidence && best.confidence < 0.85 ? undefined : best
}

/** How alike a naming and a record are, with the reasons for and against. */
export const likeness = (naming: Naming, candidate: Candidate): Resolution => {
  const reasons: string[] = []
  const same = (a?: string | null, b?: string | null): boolean | undefined =>
    a && b ? a.toLowerCase() === b.toLowerCase() : undefined
  let confidence = nameLikeness(naming, candidate, reasons)
  const [mail, handle] = [
    same(naming.email, candidate.email),
    same(naming.handle?.replace(/^@/, ''), candidate.handle?.replace(/^@/, '')),
  ]
  const firm = same(naming.organization, candidate.organization)
  if (mail) {
    reasons.push('same mail address')
    confidence = Math.max(0.98, confidence)
  } else if (handle) {
    reasons.push('same handle')
    confidence = Math.max(0.95, confidence)
  } else if (confidence > 0) {
    if (firm) {
      reasons.push('same organization')
      confidence += 0.1
    }
    if (firm === false) {
      reasons.push('another organization')
      confidence -= 0.2
    }
    if (mail === false || handle === false) {
      reasons.push(mail === false ? 'another mail address' : 'another handle')
      confidence -= 0.2
    }
  }
  return {
    id: candidate.id,
    confidence: Math.round(Math.min(0.99, Math.max(0, confidence)) * 100) / 100,
    reasons,
  }
}

const nameLikeness = (naming: Naming, candidate: Candidate, reasons: string[]): number => {
  const [a, b] = [nameKeyOf(naming), nameKeyOf(candidate)]
  const say = (reason: string, confidence: number): number => {
    reasons.push(reason)
    return confidence
  }
  if (naming.type !== candidate.type) return 0
  const [left, right] = [a.split(' '), b.split(' ')]
  if (a === b) {
    if (naming.type !== 'person' || left.length > 1) return say('same name', 0.9)
    return say('same single name', 0.65)
  }
  if (naming.type !== 'person') return 0
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (short.length === 1)
    return long.length > 1 && (short[0] === long[0] || short[0] === long.at(-1))
      ? say('a single name that is part of the full one', 0.5)
      : 0
  const initials = (short[0] ?? '').charAt(0) === (long[0] ?? '').charAt(0) && short.at(-1) === long.at(-1)
  const abbreviated = (left[0] ?? '').length === 1 || (right[0] ?? '').length === 1
  if (initials && abbreviated) return say('same initial and surname', 0.75)
  // "Anna Maria Roe" and "Anna Roe"
  if (short[0] === long[0] && short.at(-1) === long.at(-1)) return say('same first and last name', 0.8)
  return 0
}
