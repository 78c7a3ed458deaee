import { compareTexts, type Fate } from './compare-texts.ts'
import type { VersionsToCompare } from './comparison-thread.ts'
import type { PassageChange } from './verdicts.ts'

/** A comparison as plain data; `fates` are in the order of the spans that were asked for. */
export interface ComparedVersions {
  unchanged: number
  changes: PassageChange[]
  fates: Fate[]
}

/** Compares two versions and says of each span what became of it. Pure. */
export const compareVersions = ({ older, newer, spans }: VersionsToCompare): ComparedVersions => {
  const { unchanged, changes, fateOf } = compareTexts(older, newer)
  return { unchanged, changes, fates: spans.map(fateOf) }
}
