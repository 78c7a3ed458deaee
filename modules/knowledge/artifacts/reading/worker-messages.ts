import type { ReadingErrorCode } from './reading-error.ts'
import type { Reading, ReadingProgress, Source } from './reading.ts'

/** A document handed to a reader's thread. */
export type WorkerTask = { id: number; source: Omit<Source, 'onProgress'> }

/** What a reader's thread says: progress any number of times, then a reading or a failure. */
export type WorkerAnswer =
  | { id: number; progress: ReadingProgress; reading?: never; failure?: never }
  | { id: number; reading: Reading; progress?: never; failure?: never }
  | { id: number; failure: { code: ReadingErrorCode; message: string }; progress?: never; reading?: never }
