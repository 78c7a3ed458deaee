export { fingerprintOf, propose, proposedBefore, type Proposal } from './propose.ts'
export type { Evidence } from './kinds.ts'
export { linkEvidence } from './link-evidence.ts'
