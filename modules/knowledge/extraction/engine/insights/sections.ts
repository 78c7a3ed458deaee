import type { InsightType } from '../schema.ts'

const SECTIONS: readonly [InsightType, RegExp][] = [
  [
    'action',
    /^(?:(?:open |new )?action(?: item|s| point| list)?s?(?: items| points)?|next steps|to[- ]?dos?|tasks|follow[- ]ups?)(?: (?:and|&) (?:owners|next steps))?$/i,
  ],
  [
    'decision',
    /^(?:key )?(?:decisions?|resolutions?|decisions? (?:made|taken|outcome)|outcomes?|what we decided|agreements)$/i,
  ],
  [
    'risk',
    /^(?:(?:key|main|top|project|open|identified|known|security)\s+)?(?:risks?|threats)(?: (?:and|&) (?:mitigations?|threats|concerns|assumptions))?(?: register)?$|^risk register$/i,
  ],
  [
    'issue',
    /^(?:(?:key|open|known|current|main)\s+)?(?:issues?|problems?|blockers?|impediments?)(?: (?:and|&) (?:blockers|problems|concerns))?(?: log)?$/i,
  ],
  [
    'question',
    /^(?:(?:open|unresolved|outstanding)\s+)?questions?(?: to answer)?$|^(?:unknowns|open points)$/i,
  ],
  ['commitment', /^commitments?(?: made)?$|^obligations$|^promises$/i],
]

/** What the items under a heading are, where the heading says so ("Risks", "Action items", "Open questions"). */
export function sectionType(headingPath: readonly string[]): InsightType | undefined {
  const heading = headingPath.at(-1) ?? ''
  return SECTIONS.find(([, pattern]) => pattern.test(heading))?.[0]
}

const SIDE_SECTION = /^(?:risks?|issues?|problems?|mitigations?)$/i
/** Whether the passage only gives an example, a template or code. */
export const isExample = (headingPath: readonly string[]): boolean =>
  headingPath.some(
    (h) =>
      /^(?:examples?|template|glossary|definitions?|references|table of contents|contents|license|bibliography)$/i.test(
        h,
      ) && !SIDE_SECTION.test(h),
  )
