export { matchKeysOf, nameKeyOf, type Naming } from './name-keys.ts'
export { likeness, resolve, type Candidate, type Resolution } from './resolve.ts'
export { mentionsOf, alikeTo, type ReferentMention } from './mentions.ts'
export { resolveArtifact } from './resolve-artifact.ts'
export {
  assignFinding,
  findingsOfReferent,
  insertReferents,
  lockReferents,
  rule,
  type FoundNaming,
} from './referent-store.ts'
