export { locate, type Location } from './locate.ts'
export {
  createReaderPool,
  defaultReaderLimits,
  type ReaderPool,
  type ReaderPoolOptions,
  type ReadRequest,
} from './reader-pool.ts'
export { ReadingError, type ReadingErrorCode } from './reading-error.ts'
export type {
  Attachment,
  Block,
  BlockKind,
  Box,
  CellAddress,
  Format,
  Reading,
  ReadingLimits,
  ReadingProgress,
  Run,
  RunDirection,
} from './reading.ts'
