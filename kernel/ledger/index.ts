/** The audit log: entries chained by hash for each organization, and what proves that none was changed. */
export { canonicalJson, exactJson } from './canonical.ts'
export { archiveOldMonths, type ArchivingHouse, type AuditArchive } from './archive.ts'
export { proofLines, proofText, verifyProof, type ProofLine, type ProofReport } from './proof.ts'
export { entryHash, genesis, type AuditEntry } from './entry.ts'
export { heads, type ChainHead } from './heads.ts'
export { openBeside, sealedBeside } from './beside.ts'
export { erasedValue, imagesIn, openContents, readThrough, type PersonalImages } from './personal-values.ts'
export { createSealer, type Sealer, type SealerHouse } from './sealer.ts'
export {
  verifyAgainst,
  verifyChain,
  type ChainProblem,
  type ChainReport,
  type VerifyOptions,
} from './verify-chain.ts'
export { ledgerEndpoints } from './endpoints.ts'
