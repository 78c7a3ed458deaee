import { evaluateFacts } from './evaluate-facts.ts'
import { evaluateFindings } from './evaluate-findings.ts'
import { evaluateHeaders } from './evaluate-headers.ts'
import { evaluateInsights } from './evaluate-insights.ts'
import { evaluateNames } from './evaluate-names.ts'
import { evaluatePeople } from './evaluate-people.ts'
import type { Evaluation } from '#kernel/module/index.ts'

/** What can be measured of findings on labelled files; each says in `summary` how its folder is laid out. */
export const evaluations: readonly Evaluation[] = [
  evaluateNames,
  evaluatePeople,
  evaluateFacts,
  evaluateHeaders,
  evaluateInsights,
  evaluateFindings,
]
