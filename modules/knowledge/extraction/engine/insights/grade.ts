import type { InsightType, Scale, Severity } from '../schema.ts'

const CRITICAL =
  /\b(?:critical|severe|catastrophic|show-?stopper|emergency|P0|sev(?:erity)?[- ]?[01]|data loss|safety)\b/i
const HIGH =
  /\b(?:high|major|serious|significant|urgent|important|blocker|blocks?|blocked|outage|breach|P1|fail(?:s|ure|ed)?|jeopardi[sz]es?)\b/i
const LOW = /\b(?:low|minor|small|trivial|cosmetic|negligible|slight(?:ly)?|nice to have|P[34])\b/i

/** How grave the words make a statement; medium where they say nothing of it. */
export function gravity(words: string): Severity {
  if (CRITICAL.test(words)) return 'critical'
  if (LOW.test(words)) return 'low'
  return HIGH.test(words) ? 'high' : 'medium'
}

/** A step of five from words or digits as risk tables use them; undefined where none is recognized. */
export function scaleOf(words: string): Scale | undefined {
  const lower = words.toLowerCase().trim()
  if (/^(?:very[ _-]?low|rare|remote|negligible|minimal|insignificant|vl|1)\b/.test(lower)) return 'very_low'
  if (/^(?:very[ _-]?high|almost certain|critical|severe|catastrophic|extreme|certain|vh|5)\b/.test(lower))
    return 'very_high'
  if (/^(?:low|unlikely|minor|l|2)\b/.test(lower)) return 'low'
  if (/^(?:high|likely|probable|major|serious|significant|h|4)\b/.test(lower)) return 'high'
  if (/^(?:med(?:ium)?|moderate|possible|m|3)\b/.test(lower)) return 'medium'
  const percent = /^(\d{1,3})\s?%/.exec(lower)?.[1]
  if (percent === undefined) return undefined
  const n = Number(percent)
  return n <= 10 ? 'very_low' : n <= 30 ? 'low' : n <= 60 ? 'medium' : n <= 85 ? 'high' : 'very_high'
}

/** Probability as a sentence states it. */
export function likelihood(words: string): Scale {
  if (/\b(?:almost certain(?:ly)?|very likely|very high (?:probability|likelihood|risk))\b/i.test(words))
    return 'very_high'
  if (/\b(?:very unlikely|remote chance|rare(?:ly)?)\b/i.test(words)) return 'very_low'
  if (/\bunlikely|low (?:probability|likelihood|risk)|small chance\b/i.test(words)) return 'low'
  if (/\b(?:likely|probabl[ey]|expected to|high (?:probability|likelihood|risk)|will)\b/i.test(words))
    return 'high'
  return 'medium'
}

/** The impact that goes with a severity. */
export const impactOf = (severity: Severity): Scale =>
  severity === 'critical' ? 'very_high' : severity === 'high' ? 'high' : severity === 'low' ? 'low' : 'medium'

/** The severity of a risk from its two scales: the usual five-by-five product, cut at 20, 12 and 5. */
export function severityOf(probability: Scale, impact: Scale): Severity {
  const score = STEPS.indexOf(probability) * STEPS.indexOf(impact)
  return score >= 20 ? 'critical' : score >= 12 ? 'high' : score >= 5 ? 'medium' : 'low'
}

const STEPS: readonly (Scale | '')[] = ['', 'very_low', 'low', 'medium', 'high', 'very_high']

const CATEGORIES: readonly [string, RegExp][] = [
  [
    'security',
    /\b(?:security|breach|vulnerab|credential|password|encrypt|attack|CVE|phishing|privacy|GDPR)\w*/i,
  ],
  ['compliance', /\b(?:complian|regulat|audit|legal|licen[cs]|contractual|penalt)\w*/i],
  ['budget', /\b(?:budget|cost|price|spend|invoice|funding|overrun|financ|expens)\w*/i],
  ['schedule', /\b(?:schedule|deadline|delay|late|slip|milestone|timeline|overdue|on time)\w*/i],
  [
    'resources',
    /\b(?:staff|hire|hiring|headcount|resourc|capacity|availab|key person|attrition|skills?|vacanc)\w*/i,
  ],
  ['supplier', /\b(?:vendor|supplier|contractor|third[- ]party|partner)\w*/i],
  ['quality', /\b(?:quality|bug|defect|regression|test|flaky)\w*/i],
  [
    'technical',
    /\b(?:server|database|API|deploy|migrat|system|infrastructure|network|latency|performance|outage|integration|software|code|build)\w*/i,
  ],
  ['scope', /\b(?:scope|requirement|change request|feature)\w*/i],
]

/** The field a statement belongs to, by its words. */
export const categoryOf = (words: string): string | undefined =>
  CATEGORIES.find(([, pattern]) => pattern.test(words))?.[0]

const MODULES: readonly [string, RegExp][] = [
  ['finance/budget', /\b(?:budget|cost|spend|overrun|funding)/i],
  ['finance/vendor-invoices', /\binvoice/i],
  ['program/milestones', /\b(?:milestone|deadline|schedule|delay|slip|due date|timeline)/i],
  ['program/governance', /\b(?:steering|board|committee|escalat)/i],
  ['program/compliance', /\b(?:complian|regulat|audit|GDPR)/i],
  ['stakeholders/directory', /\b(?:stakeholder|sponsor)/i],
  ['migration/waves', /\b(?:migrat|cutover|wave)/i],
  ['performance/kpis', /\b(?:KPI|metric|target|SLA)\b/i],
  ['factory/work-orders', /\b(?:feature|requirement|code|release|deploy)/i],
]
const OWN_MODULE: Readonly<Record<InsightType, string>> = {
  risk: 'program/risks',
  issue: 'program/issues',
  decision: 'program/decisions',
  action: 'boards/cards',
  commitment: 'program/governance',
  question: 'knowledge/answers',
}

/** The parts of the product that a statement concerns: where it would be kept, and what its words touch. */
export const modulesOf = (type: InsightType, words: string): string[] => [
  ...new Set([
    OWN_MODULE[type],
    ...MODULES.filter(([, pattern]) => pattern.test(words)).map(([name]) => name),
  ]),
]
