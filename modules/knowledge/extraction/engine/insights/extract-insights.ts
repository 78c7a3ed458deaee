import type { Passage } from '../reading/passages.ts'
import { sentencesOf } from '../reading/sentences.ts'
import type { Table } from '../reading/tables.ts'
import type { Insight, InsightType } from '../schema.ts'
import type { ExtractionSource, Span } from '../source.ts'
import { CUES, DENIED, HYPOTHETICAL, LABELLED, UNDECIDED } from './cues.ts'
import { tableInsights } from './insight-tables.ts'
import { makeInsight } from './make-insight.ts'
import { unmeantIn } from './unmeant.ts'
import { isExample, sectionType } from './sections.ts'

/** Longest sentence that is read for cues, in UTF-16 units; longer ones are lists or broken layout. */
const LONGEST = 700
const ENOUGH = 0.55

const NOTHING =
  /^(?:(?:risk|issue|decision|action|question|commitment)s?\s*[:–—]\s*)?(?:n\/a|none|nothing|no \w+)\b.{0,20}$/i

/** Risks, issues, decisions, actions, commitments and questions: from registers, sections and cue phrases. */
export function extractInsights(
  { text, documentDate }: ExtractionSource,
  passages: readonly Passage[],
  tables: readonly Table[],
): Insight[] {
  const found = tables.flatMap((t) => tableInsights(text, t, documentDate))
  const unmeant = unmeantIn(text, passages)
  for (const passage of passages) {
    if (!/^(?:paragraph|list-item|quote)$/.test(passage.kind) || isExample(passage.headingPath)) continue
    if (unmeant(passage)) continue
    const section = sectionType(passage.headingPath)
    sentencesOf(text, passage).forEach((sentence, i) => {
      const verdict = classify(text, sentence, section, passage.kind === 'list-item' && i === 0)
      const insight = verdict && makeInsight(text, sentence, verdict.type, verdict.confidence, documentDate)
      if (insight) found.push(insight)
    })
  }
  return found.toSorted((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0))
}

function classify(
  text: string,
  sentence: Span,
  section: InsightType | undefined,
  leads: boolean,
): { type: InsightType; confidence: number } | undefined {
  if (sentence.end - sentence.start > LONGEST || sentence.end - sentence.start < 8) return undefined
  const words = text
    .slice(sentence.start, sentence.end)
    .replace(/^(?:[-*+•◦▪–]|\d{1,2}[.)])\s+/, '')
    .replace(/\s+/g, ' ')
  if (NOTHING.test(words)) return undefined
  const label = LABELLED.exec(words)?.groups?.['label']
  if (label) return { type: labelType(label), confidence: 0.9 }
  const denied = DENIED.test(words)
  const undecided = UNDECIDED.test(words)
  let best: { type: InsightType; confidence: number } | undefined
  for (const { type, pattern, weight } of CUES) {
    if ((denied && (type === 'risk' || type === 'issue')) || (undecided && type === 'decision')) continue
    if (!pattern.test(words)) continue
    const confidence =
      weight - (HYPOTHETICAL.test(words) && type !== 'risk' ? 0.2 : 0) + (type === section ? 0.1 : 0)
    if (!best || confidence > best.confidence) best = { type, confidence }
  }
  // An item listed under "Risks" is a risk whatever its words, unless they deny it or say another thing more strongly.
  const bySection =
    section && !(denied && /risk|issue/.test(section)) && !(undecided && section === 'decision')
  if (bySection && (leads || section === best?.type) && !(best && best.confidence > 0.88))
    return { type: section, confidence: Math.max(0.85, best?.confidence ?? 0) }
  return best && best.confidence >= ENOUGH ? best : undefined
}

const labelType = (label: string): InsightType => {
  const word = label.toLowerCase()
  const types = ['risk', 'decision', 'action', 'question', 'commitment'] as const
  return types.find((type) => word.startsWith(type)) ?? 'issue'
}
