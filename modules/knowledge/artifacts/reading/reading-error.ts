/** Why a document could not be read. */
export type ReadingErrorCode =
  | 'encrypted'
  | 'wrong-password'
  | 'damaged'
  | 'unsupported'
  | 'empty'
  | 'too-large'
  | 'too-long'
  | 'out-of-memory'

const messages: Record<ReadingErrorCode, string> = {
  encrypted: 'This file is protected by a password. Give the password, or upload a copy without a password.',
  'wrong-password':
    'The password does not open this file, or the file is protected in a way that is not known.',
  damaged:
    'This file is damaged or incomplete. Open it in the program that made it, save it again and upload the new copy.',
  unsupported:
    'This kind of file cannot be read. Upload it as PDF, as an Office or OpenDocument file, or as plain text.',
  empty: 'This file holds no text. Check that it is the right file, and upload one with text in it.',
  'too-large': 'This file is too large to be read. Split it into smaller files and upload those.',
  'too-long':
    'Reading this file took too long and was stopped. Split it into smaller files and upload those.',
  'out-of-memory':
    'Reading this file needed more memory than is allowed. Split it into smaller files and upload those.',
}

/** A document that could not be read. The message is written for the person who uploaded it and says what to do. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError'
  readonly code: ReadingErrorCode

  constructor(code: ReadingErrorCode, message: string = messages[code], options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The error for a document whose parts lie inside each other beyond what people make. */
export function nestedTooDeeply(options?: ErrorOptions): ReadingError {
  return new ReadingError(
    'damaged',
    'This file is nested too deeply to be read. Save it again from the program that made it, in a simpler form.',
    options,
  )
}

/**
 * Turns whatever a parser threw into a {@link ReadingError}. Parsers' own words are kept as `cause`, never shown:
 * they speak of their insides.
 */
export function asReadingError(error: unknown): ReadingError {
  if (error instanceof ReadingError) return error
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return nestedTooDeeply({ cause: error })
  }
  if (error instanceof RangeError && /allocation|array length|string length/i.test(error.message)) {
    return new ReadingError('out-of-memory', undefined, { cause: error })
  }
  return new ReadingError('damaged', undefined, { cause: error })
}
