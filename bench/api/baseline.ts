import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

// A server as one writes it by hand when nothing else is asked of it: node:http and pg, one table of tokens, the
// same join, the same JSON, named statements, one statement for an edit with its version check. No row-level
// security, no roles, no audit, no events, no validation beyond what keeps it from falling over.

const {
  BASELINE_URL = '',
  BASELINE_TOKEN = '',
  BASELINE_ORG = '',
  BASELINE_PROJECT = '',
  BASELINE_PLACE = '',
  BASELINE_USER = '',
} = process.env
const text = (value: string): string => value
const instant = (value: string): string => `${value.slice(0, 10)}T${value.slice(11, -3)}Z`
const pool = new pg.Pool({
  connectionString: BASELINE_URL,
  max: 16,
  application_name: 'baseline',
  options: '-c search_path=baseline -c timezone=UTC',
  types: {
    getTypeParser: ((type: number) =>
      type === 1184 ? instant : type === 1082 ? text : pg.types.getTypeParser(type, 'text')) as never,
  },
})

const head =
  'e.id, e.project_id, e.kind, e.number, e.label, e.version, e.created_at, e.created_by, e.updated_at, e.updated_by, e.deleted_at'
const tags =
  'array(select g.name from entity_tags et join tags g on g.org_id = et.org_id and g.id = et.tag_id where et.org_id = e.org_id and et.entity_id = e.id order by lower(g.name)) as tags'
const own =
  't.title, t.description, t.category, t.risk_type, t.probability, t.impact, t.score, t.residual_probability, t.residual_impact, t.residual_score, ' +
  't.loss_low, t.loss_high, t.currency, t.mitigation, t.contingency, t.owner_id, t.state, t.outcome, t.identified_on, t.target_closure_on, t.closed_on'
const from = 'from risks t join entities e on e.org_id = t.org_id and e.id = t.id'
const joined = `select ${head}, ${tags}, ${own} ${from}`
const watching =
  'exists (select 1 from watches w where w.org_id = e.org_id and w.entity_id = e.id and w.user_id = $4) as watching'
const listText = `${joined} where t.org_id = $1 and t.project_id = $2 and e.project_id = $2 and e.kind = 'risk' and e.deleted_at is null order by e.number desc limit $3`
const readText = `select ${head}, ${tags}, ${own}, ${watching} ${from} where t.org_id = $1 and t.id = $2 and t.project_id = $3`
const editText = `with e as (
    update entities set version = version + 1, updated_at = now() where org_id = $1 and id = $2 and project_id = $3 and version = $4 and deleted_at is null returning *
  ), t as (
    update risks set impact = $5 where org_id = $1 and id = $2 and exists (select 1 from e) returning *
  ) select ${head}, ${tags}, ${own} from t join e on e.org_id = t.org_id and e.id = t.id`

type Row = Record<string, unknown>

const abilities = {
  edit: true,
  delete: true,
  restore: false,
  comment: true,
  link: true,
  verbs: { mitigate: true, accept: true, reopen: false, close: true },
}
const shape = ({ number, ...rest }: Row): Row => ({ ...rest, key: `RISK-${String(number)}`, abilities })

const send = (response: ServerResponse, status: number, body: unknown, version?: unknown): void => {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    ...(version ? { etag: `"${String(version)}"` } : {}),
  })
  response.end(bytes)
}

const bodyOf = async (request: IncomingMessage): Promise<Row> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString()) as Row
}

const collection = `/api/v1/${BASELINE_PLACE}/risks`

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.headers.authorization !== `Bearer ${BASELINE_TOKEN}`) return send(response, 401, {})
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (url.pathname === collection) {
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const { rows } = await pool.query<Row>({
      name: 'list',
      text: listText,
      values: [BASELINE_ORG, BASELINE_PROJECT, limit + 1],
    })
    return send(response, 200, {
      items: rows.slice(0, limit).map(shape),
      next_cursor: rows.length > limit ? String(rows[limit]?.['number']) : null,
    })
  }
  const id = url.pathname.slice(collection.length + 1)
  if (request.method === 'PATCH') {
    const { impact } = await bodyOf(request)
    const version = Number(request.headers['if-match']?.replaceAll('"', ''))
    const { rows } = await pool.query<Row>({
      name: 'edit',
      text: editText,
      values: [BASELINE_ORG, id, BASELINE_PROJECT, version, impact],
    })
    return rows[0] ? send(response, 200, shape(rows[0]), rows[0]['version']) : send(response, 412, {})
  }
  const { rows } = await pool.query<Row>({
    name: 'read',
    text: readText,
    values: [BASELINE_ORG, id, BASELINE_PROJECT, BASELINE_USER],
  })
  return rows[0] ? send(response, 200, shape(rows[0]), rows[0]['version']) : send(response, 404, {})
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => send(response, 500, {}))
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.once('SIGTERM', () => process.exit(0))
