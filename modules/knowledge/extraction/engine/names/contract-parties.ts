import { nameBefore } from './name-before.ts'
import { oneLine } from '../persons/mention.ts'
import type { Named, Person } from '../schema.ts'
import type { Span } from '../source.ts'

/** `Acme Ltd. ("Borrower")`, `(hereinafter, the "Lender")`, `(each, a "Guarantor")`; blanks as tokenizers leave them. */
const DEFINED =
  /\(\s?(?:(?:hereinafter|hereafter|herein|each|collectively|together|individually|sometimes)\b[^()"“”]{0,60}|the\s|an?\s)?["“”'‘’]{1,2}\s?(?<term>\p{Lu}\p{Ll}[\p{L}-]{1,20}(?: \p{Lu}[\p{L}-]{1,20})?)\s?["“”'‘’]{1,2}\s?\)/gu
/** Roles that somebody acts in, by the endings that English gives to who does and to whom it is done. */
const ACTOR =
  /(?:^|\s)(?:borrower|lender|guarantor|tenant|landlord|lessor|lessee|licensor|licensee|buyer|seller|purchaser|vendor|supplier|customer|client|contractor|subcontractor|consultant|employer|employee|executive|provider|processor|controller|issuer|holder|trustee|investor|debtor|creditor|pledgor|pledgee|grantor|grantee|mortgagor|mortgagee|obligor|owner|manager|advisor|adviser|distributor|franchisor|franchisee|reseller|recipient|discloser|settlor|beneficiary|insurer|insured|assignor|assignee|transferor|transferee|shareholder|stockholder|founder|principal|sponsor|developer|operator|publisher|author|artist|carrier|shipper|payer|payee)s?$/i
/** Roles that only an organization has. */
const BODY = /^(?:bank|company|corporation|partnership|university|agency|institution|fund|trust)$/i
/**
 * Whom a contract calls by a role that it defines. From there on the role is a name, wherever it is written with a
 * capital. Roles of acting persons come out as persons of the kind `party`, since nothing but the contract says
 * whether somebody or some company stands behind one; roles of bodies ("Bank") come out as organizations.
 */
export function extractParties(
  text: string,
  persons: readonly Person[],
): { persons: Person[]; organizations: Named[] } {
  const found: { persons: Person[]; organizations: Named[] } = { persons: [], organizations: [] }
  const taken = persons.flatMap((p) => p.spans)
  for (const [term, { body, bearer, from }] of definedRoles(text)) {
    const spans = placesOf(text, term, from).filter(
      (s) => !taken.some((t) => t.start < s.end && s.start < t.end),
    )
    if (spans.length === 0) continue
    const seen = { mentions: spans.length, confidence: bearer ? 0.85 : 0.75, spans }
    if (body) found.organizations.push({ name: bearer ?? term, ...seen })
    else
      found.persons.push({
        name: term,
        kind: 'party',
        role: 'party to the contract',
        ...(bearer ? { organization: bearer } : {}),
        ...seen,
      })
  }
  return found
}

type Role = { body: boolean; bearer: string | undefined; from: number }

function definedRoles(text: string): Map<string, Role> {
  const roles = new Map<string, Role>()
  for (const match of text.matchAll(DEFINED)) {
    const term = match.groups?.['term'] ?? ''
    const body = BODY.test(term)
    if (roles.has(term) || !(body || ACTOR.test(term))) continue
    const name = nameBefore(text, match.index)
    roles.set(term, {
      body,
      bearer: name && oneLine(text.slice(name.start, name.end)).slice(0, 255),
      from: match.index,
    })
  }
  return roles
}

/** Where a defined term stands as a word of its own, in the definition and after it, as written or in capitals. */
function placesOf(text: string, term: string, from: number): Span[] {
  const forms = [term, term.toUpperCase()].map((form) => form.replace(/[-]/g, '\\-'))
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${forms.join('|')})(?![\p{L}\p{N}-])`, 'gu')
  pattern.lastIndex = from
  return [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
}
