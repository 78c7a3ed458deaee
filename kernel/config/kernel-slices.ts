import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { limitsSlice } from './limits-slice.ts'
import { amount, cidrList, httpOrigin, oneOf, secretText, text, urlOf } from './setting-types.ts'
import { defineSlice, type ConfigOf } from './slice.ts'

const database = defineSlice(
  'Data',
  {
    DATABASE_URL: urlOf(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/throughline')
      .optional()
      .describe('PostgreSQL server. Without it the embedded database in the data folder is used.'),
    THROUGHLINE_DATA: text()
      .prefault('./.throughline')
      .describe('Data folder: embedded database, files where no STORAGE_URL is set, and the secret.'),
    THROUGHLINE_SECRET: secretText(32)
      .optional()
      .describe(
        'Key from which all others are derived. Made on first start and kept in the data folder; with DATABASE_URL it must be set. Backups do not hold it: keep it apart.',
      ),
    STORAGE_URL: urlOf(
      ['file:', 's3:'],
      'file:///var/lib/throughline or s3://bucket/prefix?region=eu-central-1',
    )
      .optional()
      .describe(
        'Where files are kept: a folder (file:) or S3 (s3://bucket/prefix?endpoint=…&region=…). Default: folder blobs in the data folder.',
      ),
  },
  (values, report) => {
    if (values.DATABASE_URL !== undefined && values.THROUGHLINE_SECRET === undefined) {
      report(
        'THROUGHLINE_SECRET',
        'is missing, and is required with DATABASE_URL',
        'Set it to the same value for every process; make one with: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
      )
    }
  },
)

const web = defineSlice('Web', {
  PORT: amount(0, 65_535).prefault('4680').describe('Port to listen on; 0 takes a free one.'),
  HOST: text()
    .prefault('127.0.0.1')
    .describe('Address to listen on. Use 0.0.0.0 to be reached from other machines.'),
  PUBLIC_URL: httpOrigin()
    .optional()
    .describe(
      'Address under which people reach the product; used in links and for cookies. Default: HOST and PORT.',
    ),
  TRUSTED_PROXIES: cidrList()
    .prefault('')
    .describe('Networks of proxies whose X-Forwarded headers are believed, separated by commas.'),
})

const mail = defineSlice(
  'Mail',
  {
    SMTP_URL: urlOf(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.com:465')
      .optional()
      .describe('Mail server. Without it no mail is sent, and links are shown to administrators.'),
    MAIL_FROM: text().optional().describe('Sender, such as "Throughline <throughline@example.com>".'),
  },
  (values, report) => {
    if (values.SMTP_URL !== undefined && values.MAIL_FROM === undefined) {
      report('MAIL_FROM', 'is missing, and is required with SMTP_URL', 'Set it to the sender of mails')
    }
  },
)

const observation = defineSlice('Observation', {
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .prefault('info')
    .describe('Least severe messages that are logged, as JSON lines on stderr.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(['http:', 'https:'], 'http://localhost:4318')
    .optional()
    .describe('OpenTelemetry collector (OTLP over HTTP) for traces and durations. Without it none are sent.'),
  API_ANSWERS: oneOf(['trusted', 'checked'])
    .prefault('trusted')
    .describe(
      'With checked, an answer that is not as the API describes it becomes an error. For development and tests: it costs time on every answer.',
    ),
})

const remote = defineSlice('Command line', {
  THROUGHLINE_URL: httpOrigin()
    .optional()
    .describe('Server that the command line works against. Without it: the local data folder.'),
  THROUGHLINE_API_KEY: text().optional().describe('API key for THROUGHLINE_URL.'),
})

/** The slices of the kernel itself; modules add theirs. */
export const kernelSlices = [database, web, mail, observation, limitsSlice, remote] as const

/** The kernel's configuration: every variable of its slices, parsed. */
export type Config = ConfigOf<typeof kernelSlices>

/** Where files are kept: `STORAGE_URL`, or the folder `blobs` inside the data folder. */
export function storageUrl(config: Pick<Config, 'STORAGE_URL' | 'THROUGHLINE_DATA'>): string {
  return config.STORAGE_URL ?? pathToFileURL(resolve(config.THROUGHLINE_DATA, 'blobs')).href
}
