import { z } from 'zod'
import { amount, byteSize, oneOf, reachableHosts } from './setting-types.ts'
import { defineSlice } from './slice.ts'

/** What one installation allows: sizes, times, rates. Sizes are bytes, times say their unit in the name. */
export const limitsSlice = defineSlice('Limits', {
  UPLOAD_MAX_BYTES: byteSize().prefault('512M').describe('Largest file that can be uploaded.'),
  UPLOAD_EXPIRY_HOURS: amount(1, 8_760, 'hours')
    .prefault('24')
    .describe('Hours in which an upload of several requests must be finished; then its parts are removed.'),
  REQUEST_MAX_BYTES: byteSize().prefault('4M').describe('Largest body of a request that is not an upload.'),
  PROJECT_IMPORT_MAX_BYTES: byteSize()
    .prefault('16G')
    .describe('Most that an exported project may unpack to when it is imported.'),
  MCP_ANSWER_MAX_BYTES: byteSize()
    .prefault('1M')
    .describe('Largest answer of a tool over MCP; an agent is told to ask for less.'),
  REQUEST_TIMEOUT_MS: amount(1_000, 3_600_000, 'milliseconds')
    .prefault('30000')
    .describe('Time after which a request that is neither upload nor stream is given up.'),
  STOP_TIMEOUT_MS: amount(1_000, 600_000, 'milliseconds')
    .prefault('30000')
    .describe(
      'Time that an orderly end may take; then the process ends without it, and the rest waits for the next start.',
    ),
  READER_TIMEOUT_MS: amount(1_000, 3_600_000, 'milliseconds')
    .prefault('1800000')
    .describe('Time after which reading one file is given up.'),
  READER_STALL_MS: amount(1_000, 3_600_000, 'milliseconds')
    .prefault('30000')
    .describe('Time without progress after which reading one file is given up.'),
  READER_MEMORY_MB: amount(64, 65_536, 'megabytes')
    .prefault('512')
    .describe('Memory that reading one file may take.'),
  ANSWER_PASSAGES: amount(1, 50).prefault('12').describe('Passages from which a question is answered.'),
  ANSWER_MAX_TOKENS: amount(50, 100_000)
    .prefault('1000')
    .describe('Longest answer of a model to a question, in tokens.'),
  ANSWER_DAYS: amount(1, 3_650, 'days')
    .prefault('180')
    .describe('Days for which questions and answers can be looked at again by who asked.'),
  READER_MAX_CHARACTERS: amount(10_000, 200_000_000)
    .prefault('20000000')
    .describe('Characters of text kept of one file.'),
  READER_MAX_CELLS: amount(1_000, 10_000_000)
    .prefault('500000')
    .describe('Cells and rows kept of one large workbook; the rest is left out and said so.'),
  READER_WORKERS: amount(1, 64).prefault('1').describe('Files read at the same time.'),
  OCR_LANGUAGES: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{2,30}(?:\+[a-z][a-z0-9_]{2,30}){0,9}$/i,
      'is not a list of languages | Name them as in eng or eng+deu',
    )
    .prefault('eng')
    .describe('Languages in which text in pictures is recognized, joined by +. English is packaged.'),
  OCR_DATA: z
    .string()
    .optional()
    .describe('Folder with NAME.traineddata for further languages of OCR_LANGUAGES.'),
  OCR_MAX_PAGES: amount(0, 10_000)
    .prefault('200')
    .describe('Pages without text of one document on which text is recognized; 0 switches recognition off.'),
  ARCHIVE_MAX_FILES: amount(1, 100_000)
    .prefault('1000')
    .describe(
      'Files unpacked from one archive or mailbox, and with all that lies in those, from one upload.',
    ),
  ARCHIVE_MAX_DEPTH: amount(1, 20)
    .prefault('5')
    .describe('How deep archives and mails may lie inside each other and still be unpacked.'),
  RATE_LIMIT_PER_MINUTE: amount(1, 1_000_000)
    .prefault('1200')
    .describe('Requests per minute of one signed-in person or API key.'),
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: amount(1, 1_000_000)
    .prefault('120')
    .describe('Requests per minute of one address without sign-in.'),
  RATE_LIMIT_SIGN_IN_PER_MINUTE: amount(1, 10_000)
    .prefault('10')
    .describe('Attempts per minute to sign in, per address and per account.'),
  ALLOW_SIGN_UP: oneOf(['yes', 'no'])
    .prefault('yes')
    .transform((value) => value === 'yes')
    .describe('Whether anybody who reaches the product may make an account; no: by invitation only.'),
  SESSION_DAYS: amount(1, 365, 'days')
    .prefault('30')
    .describe('Days after which a sign-in ends unless used.'),
  INVITATION_DAYS: amount(1, 365, 'days')
    .prefault('7')
    .describe('Days for which an invitation can be taken.'),
  UNDO_MAX_ROWS: amount(1, 100_000, 'rows')
    .prefault('5000')
    .describe('Most rows that one undo takes back at once.'),
  OUTBOUND_TIMEOUT_MS: amount(100, 600_000, 'milliseconds')
    .prefault('15000')
    .describe('Time after which a call to an address given by a user is given up.'),
  OUTBOUND_MAX_BYTES: byteSize()
    .prefault('16M')
    .describe('Largest answer accepted from an address given by a user.'),
  OUTBOUND_ALLOW_PRIVATE: reachableHosts()
    .prefault('')
    .describe(
      'Private networks and hosts that webhooks and imports may reach, separated by commas. Default: none.',
    ),
})
