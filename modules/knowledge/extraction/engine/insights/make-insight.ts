import { dayIn } from '../facts/dates.ts'
import { isEveryday, isGivenName, isNoun } from '../reading/lexicon.ts'
import type { Insight, InsightAttributes, InsightType, Scale } from '../schema.ts'
import type { Span } from '../source.ts'
import { categoryOf, gravity, impactOf, likelihood, modulesOf, severityOf } from './grade.ts'
import { plain, titleOf } from './title.ts'

/** What a table or section already knows of an insight, beyond its sentence. */
export type Known = {
  probability?: Scale | undefined
  impact?: Scale | undefined
  owner?: string | undefined
  due?: string | undefined
  action?: string | undefined
}

/** An insight resting on one span: title, grade and particulars all come from its words. */
export function makeInsight(
  text: string,
  span: Span,
  type: InsightType,
  confidence: number,
  documentDate?: string,
  known: Known = {},
): Insight | undefined {
  const description = plain(text.slice(span.start, span.end))
  const title = titleOf(description)
  if (!/\p{L}{2}/u.test(title)) return undefined
  const graded = type === 'risk' || type === 'issue'
  const grave = gravity(description)
  const probability = known.probability ?? likelihood(description)
  const impact = known.impact ?? impactOf(grave)
  const severity = known.probability && known.impact ? severityOf(probability, impact) : grave
  const category = categoryOf(description)
  const attributes: InsightAttributes = {
    ...(type === 'risk' ? { probability, impact } : {}),
    ...(type === 'issue' ? { priority: severity, severity } : {}),
    ...(type === 'decision' ? decisionParts(description) : {}),
    ...(type === 'action' || type === 'commitment' ? actionParts(description, documentDate, known) : {}),
  }
  return {
    type,
    ...(category ? { category } : {}),
    title,
    description,
    ...(graded ? { severity } : {}),
    ...(known.action ? { suggestedAction: known.action } : {}),
    impactedModules: modulesOf(type, description),
    confidence: Math.round(Math.max(0, Math.min(0.97, confidence)) * 100) / 100,
    spans: [{ start: span.start, end: span.end }],
    attributes,
  }
}

function decisionParts(words: string): InsightAttributes {
  const rationale = /\b(?:because|since|due to|given that|so that|in order to|as it)\s+(.{8,}?)[.]?$/i.exec(
    words,
  )?.[1]
  const alternative =
    /\b(?:instead of|rather than|over)\s+(.{2,80}?)(?=[,.;]|\s(?:because|since|due|so)\b|$)/i.exec(words)?.[1]
  return { ...(rationale ? { rationale } : {}), ...(alternative ? { alternatives: [alternative] } : {}) }
}

const NAME = String.raw`@[\w-]+|\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?`
const WHOLE_NAME = String.raw`@[\w-]+|\p{Lu}\p{Ll}[\p{L}'’-]* \p{Lu}\p{Ll}[\p{L}'’-]*`
/** Marks and numbers before an action: "- [ ]", "Action:", "AI-3", "4)". */
const LEAD = String.raw`(?:(?:[-*+•]|\[[ xX]?\]|[Aa]ction(?: item)?\s*[:–-]|[Tt][Oo][Dd][Oo]\s*[:–-]|(?:AI|AP|A|T)[- ]?\d{1,4}[:.)]?|\d{1,3}[.)])\s*)*`
/** Ways in which a sentence says who does it, the telling ones first. */
const OWNERS: readonly RegExp[] = [
  new RegExp(
    String.raw`^${LEAD}(?<owner>${NAME})[,:]? (?:to|will|is going to|shall|needs? to|must|should|is to|(?:has )?(?:agreed|volunteered|promised|undertook|undertaken|offered) to)\b`,
    'u',
  ),
  new RegExp(String.raw`^${LEAD}(?<owner>${WHOLE_NAME})\s*[:–—-]\s+\p{L}`, 'u'),
  new RegExp(String.raw`^${LEAD}[Tt][Oo][Dd][Oo]\s*\((?<owner>${NAME})\)`, 'u'),
  new RegExp(String.raw`\b[Aa]greed that (?<owner>${WHOLE_NAME}) (?:would|will|should|shall)\b`, 'u'),
  new RegExp(String.raw`^${LEAD}(?:Could|Can|Would|Will) (?<owner>${WHOLE_NAME}),? (?:please )?\p{Ll}`, 'u'),
]
const OWNER_TAG =
  /\b(?:owner|assignee|assigned to|responsible)\s*:?\s*(@[\w-]+|\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)|\((@[\w-]+|\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{Ll}'’-]+)?)\)\s*$/u
const NOBODY =
  /^(?:we|i|it|they|he|she|you|this|that|the|a|an|there|who|what|all|everyone|somebody|team|need|please)\b/i
const DUE =
  /\b(?:by|before|until|due(?: date)?(?: on| by)?:?|no later than|on|deadline:?)\s+((?:next |this |end of |the end of )?[\p{L}\d][\p{L}\d ,./-]{2,24})/iu

/** "Rod" and "Mark" are names too; "Difficult", "Clients" and "Currently" hardly are. */
const isOwner = (name: string | undefined): name is string =>
  name !== undefined &&
  !NOBODY.test(name) &&
  (isGivenName(name) || isNoun(name) || !(isEveryday(name) || /^\p{Lu}\p{Ll}+ly$/u.test(name)))

function actionParts(words: string, documentDate: string | undefined, known: Known): InsightAttributes {
  const named = OWNER_TAG.exec(words)
  const subject = OWNERS.map((pattern) => pattern.exec(words)?.groups?.['owner']).find(isOwner)
  const owner = known.owner ?? named?.[1] ?? named?.[2] ?? subject
  const when = known.due ?? DUE.exec(words)?.[1]
  const relative = when !== undefined && !/\d{4}|\d+[./-]\d+[./-]\d+/.test(when)
  const dueDate = when && (documentDate || !relative) ? dayIn(when, documentDate) : undefined
  return { ...(owner ? { owner } : {}), ...(dueDate ? { dueDate } : {}) }
}
