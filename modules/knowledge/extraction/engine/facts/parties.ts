import type { Fact } from '../schema.ts'
import { nameBefore } from '../names/name-before.ts'
import { factAt } from './fact-at.ts'

const DEFINED =
  /\(\s?(?:the\s|hereinafter\s|each,?\s(?:a\s)?|collectively,?\s(?:the\s)?)*["“”'‘’]\s?(?<role>\p{Lu}[\p{L} -]{2,30}?)\s?["“”'‘’]\s?\)/gu
const ROLE =
  /^(?:borrower|lender|bank|agent|guarantor|tenant|landlord|lessor|lessee|licensor|licensee|buyer|seller|purchaser|vendor|supplier|customer|client|contractor|consultant|employer|employee|company|provider|processor|controller|issuer|holder|trustee|investor|debtor|creditor|party|service provider)s?$/i
/** Parties to a contract, as it defines them: `Acme Ltd. ("Borrower")` is a fact keyed `borrower`. */
export function partyFacts(text: string): Fact[] {
  const facts: Fact[] = []
  for (const match of text.matchAll(DEFINED)) {
    const role = match.groups?.['role']?.trim() ?? ''
    if (!ROLE.test(role)) continue
    const name = nameBefore(text, match.index)
    if (name) facts.push(factAt(text, name, { type: 'party', key: role.toLowerCase(), confidence: 0.85 }))
  }
  return facts
}
