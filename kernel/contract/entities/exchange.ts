import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import {
  exportCsv,
  exportJson,
  importEntities,
  importReportSchema,
  rowsOfCsv,
  rowsOfJson,
  type ImportReport,
  type ImportRows,
} from '../../entities/exchange/index.ts'
import type { Kind } from '../../entities/kind.ts'
import { listEntities } from '../../entities/read.ts'
import { parseInput } from '../../module/parse-input.ts'
import { invalid, Refusal } from '../../module/refusal.ts'
import { rawEndpoint, type Endpoint, type RawRequest } from '../endpoint.ts'
import { onlyOnce, repeatableBytes } from '../idempotency.ts'
import { listQuery } from '../schemas.ts'
import type { KindShape } from './shape.ts'

const exportQuery = listQuery
  .pick({ filter: true, q: true, deleted: true })
  .extend({ format: z.enum(['csv', 'json']).default('csv') })
const importQuery = z.strictObject({
  dry_run: z.enum(['0', '1']).default('0'),
  reason: z.string().max(2_000).optional(),
})
const maxImportBytes = 32 * 1024 * 1024

/** Records out and in, as CSV and JSON. */
export const exchangeEndpointsOf = (shape: KindShape): Endpoint[] => {
  const { kind, many, path, permit, name } = shape
  const out = rawEndpoint({
    method: 'GET',
    path: `${path}/export`,
    name: name('export'),
    summary: `Download ${many} as CSV or JSON (format=csv|json), filtered as in lists`,
    permit: permit('view'),
    produces: 'text/csv',
    handle: (open) => sendExport(shape, open),
  })
  if (!kind.creatable) return [out]
  return [
    out,
    rawEndpoint({
      method: 'POST',
      path: `${path}/import`,
      name: name('import'),
      summary: `Create ${many} from CSV or JSON, all or none; dry_run=1 only says what is wrong`,
      permit: permit('create'),
      query: importQuery,
      produces: 'application/json',
      output: importReportSchema,
      successStatus: 201,
      handle: (open) => takeImport(shape, open),
    }),
  ]
}

const sendExport = async ({ kind }: KindShape, open: RawRequest): Promise<void> => {
  const { format, ...query } = parseInput(exportQuery, nested(open.query))
  // a wrong filter is refused before the answer begins
  await listEntities(open.reading, kind, { ...query, limit: 1 })
  open.response.setHeader(
    'content-type',
    format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json',
  )
  open.response.setHeader('content-disposition', `attachment; filename="${kind.collection}.${format}"`)
  open.response.setHeader('cache-control', 'private, no-store')
  const pieces =
    format === 'csv' ? exportCsv(open.reading, kind, query) : exportJson(open.reading, kind, query)
  await pipeline(Readable.from(pieces), open.response, { signal: open.signal }).catch((error: unknown) => {
    // whoever asked is gone
    if (!open.signal.aborted) throw error
  })
}

/** `filter[state]=open` and `filter[score][gte]=9` as nested objects; other names stay as they are. */
const nested = (query: Record<string, unknown>): Record<string, unknown> => {
  const filter: Record<string, unknown> = {}
  const rest: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query)) {
    const [, field, operator] = /^filter\[(\w+)\](?:\[(\w+)\])?$/.exec(name) ?? []
    if (!field) rest[name] = value
    else if (!operator) filter[field] = value
    else
      filter[field] = {
        ...(typeof filter[field] === 'object'
          ? filter[field]
          : typeof filter[field] === 'string'
            ? { eq: filter[field] }
            : {}),
        [operator]: value,
      }
  }
  return Object.keys(filter).length > 0 ? { ...rest, filter } : rest
}

/** Leaves the transaction of an import without its effects. */
class DryRunOver extends Error {
  readonly report: ImportReport

  constructor(report: ImportReport) {
    super('dry run')
    this.report = report
  }
}

const takeImport = async ({ kind, path }: KindShape, open: RawRequest): Promise<void> => {
  const isJson = (open.request.headers['content-type'] ?? '').startsWith('application/json')
  const text = await textOf(open.request)
  const rows = isJson ? rowsOfJson(kind, text) : rowsOfCsv(kind, text)
  const answer =
    open.query.dry_run === '1' ? await tried(kind, open, rows) : await taken(kind, open, rows, { path, text })
  open.response.statusCode = open.query.dry_run === '1' ? 200 : 201
  open.response.setHeader('content-type', 'application/json')
  open.response.end(JSON.stringify(answer))
}

/** Goes as far as the real import, so that it also finds what only the database refuses, and leaves nothing. */
const tried = async (kind: Kind, open: RawRequest, rows: ImportRows): Promise<ImportReport> => {
  const over = await open
    .transaction(async (context): Promise<never> => {
      throw new DryRunOver(await importEntities(context, kind, rows))
    })
    .catch((error: unknown) => error)
  if (over instanceof DryRunOver)
    return { ...over.report, dry_run: true, created: 0, first_key: null, last_key: null }
  throw over
}

const taken = (
  kind: Kind,
  open: RawRequest,
  rows: ImportRows,
  source: { path: string; text: string },
): Promise<unknown> =>
  open.transaction(async (context) => {
    if (typeof open.query.reason === 'string')
      await context.tx.query(`select set_config('app.reason', $1, true)`, [open.query.reason])
    return onlyOnce(
      context.tx,
      context.scope,
      open.facts,
      repeatableBytes(open, `${source.path}/import`, sha256Of(source.text)),
      async () => {
        const report = await importEntities(context, kind, rows)
        if (report.errors.length > 0) throw refusalOf(report)
        return report
      },
    )
  })

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

const refusalOf = ({ rows, errors }: ImportReport): Refusal => {
  const bad = new Set(errors.map(({ row }) => row)).size
  return new Refusal(
    422,
    'invalid-input',
    `${bad} of ${rows} rows cannot be imported; nothing was written.`,
    {
      errors: errors.map(({ row, field, message }) => ({
        path: field ? `rows.${row}.${field}` : `rows.${row}`,
        message,
      })),
    },
  )
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > maxImportBytes)
      throw new Refusal(413, 'too-large', `An import is at most ${maxImportBytes} bytes long.`)
    pieces.push(piece)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw invalid([{ path: '', message: 'must be text in UTF-8' }])
  }
}
