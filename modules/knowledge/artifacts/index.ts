/** The library: files, their text and where words of it stand. */
export { artifact, artifactFolder } from './kinds.ts'
export {
  artifactAdded,
  artifactFailed,
  artifactProcessed,
  artifactRead,
  artifactSuperseded,
} from './events.ts'
export {
  markAbandoned,
  markFailed,
  markProcessed,
  noteChunks,
  reopenProcessing,
  type Findings,
} from './commands/finish.ts'
export { locateSpan, placeIn, type Place } from './queries/locate-span.ts'
export { evidenceFor, sourceOf } from './queries/evidence.ts'
export { evidenceWordsSchema, placedWordsSchema, type EvidenceWords, type PlacedWords } from './words.ts'
export { textOf, type DocumentText, type StoredText } from './store.ts'
export { addFile, lockContents, type AddedFile, type NewFile } from './commands/add-file.ts'
export { cleanFileName } from './file-name.ts'
export { readArtifact } from './jobs/read.job.ts'
export { evaluateReading, type ReadingEvaluation } from './evaluation/evaluate-reading.ts'
export { putIn } from './evaluation/put-in.ts'
export type { Block, Box, CellAddress } from './reading/index.ts'
