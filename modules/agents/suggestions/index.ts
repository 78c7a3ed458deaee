export { fingerprintOf, propose, proposedBefore, type Proposal } from './propose.ts'
export { linkEvidence } from './link-evidence.ts'
