import type { ReadingErrorCode } from './reading-error.ts'
import type { Reading, ReadingProgress, Source } from './reading.ts'

/** A page (from 1) of a document to be drawn so many pixels wide. */
export type PictureWish = { page: number; width: number }

/** A document handed to a reader's thread, to be read, or to have one page drawn. */
export type WorkerTask = { id: number; source: Omit<Source, 'onProgress'>; picture?: PictureWish }

/** What came of a task: a reading, or a picture as PNG. */
export type Outcome = { reading: Reading } | { picture: Uint8Array }

/** What a reader's thread says: progress any number of times, then an outcome or a failure. */
export type WorkerAnswer =
  | { id: number; progress: ReadingProgress; outcome?: never; failure?: never }
  | { id: number; outcome: Outcome; progress?: never; failure?: never }
  | { id: number; failure: { code: ReadingErrorCode; message: string }; progress?: never; outcome?: never }
