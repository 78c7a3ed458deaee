import { z } from 'zod'
import { rawEndpoint } from '../contract/endpoint.ts'
import type { Reading } from '../module/context.ts'

/** Something that happened in a project. Its type begins with the kind it concerns: `risk.closed.v1`. */
const liveEventSchema = z
  .object({
    id: z.uuid(),
    type: z.string(),
    entity_id: z.uuid().nullable(),
    occurred_at: z.string(),
    payload: z.unknown(),
  })
  .meta({ id: 'LiveEvent' })

interface StreamRow extends z.output<typeof liveEventSchema> {
  xact: string
  position: number
}

/**
 * Only what no open transaction can still precede is shown, so that nobody misses what commits late. A cursor is the
 * transaction and the position in it.
 */
const since = `select id, type, entity_id, occurred_at, payload, xact_id::text as xact, position from events
  where org_id = $1 and project_id = $2 and (xact_id, position) > ($3::xid8, $4) and xact_id < pg_snapshot_xmin(pg_current_snapshot())
  order by xact_id, position limit 500`

const cursorPattern = /^(\d{1,20})-(\d{1,18})$/
const heartbeatMs = 20_000
const pollMs = 5_000

const present = async ({ tx }: Reading): Promise<[string, number]> => {
  const [row] = await tx.query<{ xact: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xact',
  )
  return [row?.xact ?? '0', -1]
}

/** Server-sent events of a project: what happened, as it happens; resumes after Last-Event-ID. */
export const streamEndpoint = rawEndpoint({
  method: 'GET',
  path: 'stream',
  name: 'events.stream',
  summary: 'What happens in the project, live',
  permit: { kind: 'artifact', action: 'view' },
  produces: 'text/event-stream',
  events: { message: liveEventSchema },
  async handle({ request, response, reading, signal }) {
    const last = cursorPattern.exec(String(request.headers['last-event-id'] ?? ''))
    let [xact, position]: [string, number] = last ? [last[1] ?? '0', Number(last[2])] : await present(reading)
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    response.write(`retry: 2000\nid: ${xact}-${position}\n\n`)
    let awake: (() => void) | undefined
    const wake = (): void => awake?.()
    const stop = reading.house.hub.onWake('events', wake)
    signal.addEventListener('abort', wake)
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
    try {
      while (!signal.aborted) {
        const slept = new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollMs)
          awake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        const rows = await reading.tx.query<StreamRow>(since, [
          reading.scope.orgId,
          reading.project.id,
          xact,
          position,
        ])
        for (const row of rows) {
          xact = row.xact
          position = row.position
          const { xact: _xact, position: _position, ...event } = row
          response.write(`id: ${xact}-${position}\ndata: ${JSON.stringify(event)}\n\n`)
        }
        if (rows.length < 500) await slept
      }
    } finally {
      stop()
      clearInterval(heartbeat)
      response.end()
    }
  },
})
