import { contextOn, transactIn } from '../contract/open.ts'
import type { House } from '../module/house.ts'
import { systemPlace } from '../tenancy/system-place.ts'
import type { StoredEvent } from './event.ts'

/** Tries of one delivery before it is left as failed, to be replayed by hand. */
const maxAttempts = 8

/** Deliveries that are looked for together. */
const atOnce = 100

interface Due {
  org_id: string
  id: string
  event_id: string
  event_at: string
  project_id: string | null
  handler: string
  attempts: number
}

/** Delivers events to the modules that react to them, in the order in which they were written, until stopped. */
export interface Dispatcher {
  /** delivers what is due now; gives how many */
  drain(): Promise<number>
  stop(): Promise<void>
}

/** Starts delivering; wakes on the hub and looks by itself every few seconds. */
export const startDispatcher = (house: House, pollMs = 3_000): Dispatcher => {
  let stopped = false
  let running: Promise<number> | undefined
  let again = false

  const run = async (): Promise<number> => {
    let delivered = 0
    for (let more = true; more && !stopped;) {
      again = false
      const batch = await due(house)
      for (const group of inGroups(house, batch)) if (!stopped) await deliver(house, group)
      delivered += batch.length
      more = again || batch.length === atOnce
    }
    return delivered
  }
  const drain = (): Promise<number> => {
    again = true
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
  const wake = (): void => {
    if (!stopped)
      drain().catch((error: unknown) => house.log.error({ err: error }, 'delivering events failed'))
  }
  const forget = house.hub.onWake('deliveries', wake)
  const timer = setInterval(wake, pollMs)
  return {
    drain,
    async stop() {
      stopped = true
      forget()
      clearInterval(timer)
      await running?.catch(() => undefined)
    },
  }
}

const due = (house: House): Promise<Due[]> =>
  house.database.sql('maintenance').query<Due>(
    `select org_id, id, event_id, event_at, project_id, handler, attempts from event_deliveries
     where state = 'pending' and next_at <= now() order by event_at, id limit ${atOnce}`,
  )

/** At least one delivery; of several, all are of one project, and for one reaction that takes them together or of one event. */
type Group = readonly [Due, ...Due[]]

/**
 * What one transaction delivers, in the place of the first of it: all events that wait for a reaction which takes them
 * together, and what else hears of one event. Whatever failed before stays by itself.
 */
const inGroups = (house: House, batch: readonly Due[]): Group[] => {
  const groups = new Map<string, [Due, ...Due[]]>()
  for (const delivery of batch) {
    const { org_id, project_id, handler, id, event_id, attempts } = delivery
    const together = house.registry.reaction(handler)?.runAll !== undefined
    const key = attempts > 0 ? id : together ? `${handler} ${org_id} ${project_id ?? ''}` : event_id
    const group = groups.get(key)
    if (group) group.push(delivery)
    else groups.set(key, [delivery])
  }
  return [...groups.values()]
}

/** A delivery or several: the reactions and the note that they happened commit together, so their effects happen once. */
const deliver = async (house: House, group: Group): Promise<void> => {
  const [delivery] = group
  try {
    const place = await placeFor(house, delivery)
    if (!place) {
      for (const each of group) await finish(house, each, 'failed', 'the project is gone')
      return
    }
    await transactIn(place, async (context) => {
      const claimed = await context.tx.query<StoredEvent & { handler: string }>(
        `with claimed as (
           update event_deliveries set state = 'done', attempts = attempts + 1, delivered_at = now(), last_error = null
           where org_id = $1 and id = any ($2::uuid[]) and state = 'pending' returning id, event_id, event_at, handler
         ) select c.handler, e.id, type, e.org_id, project_id, entity_id, correlation_id, actor_type, actor_id, occurred_at, payload
           from claimed c join events e on e.org_id = $1 and e.occurred_at = c.event_at and e.id = c.event_id
           order by e.occurred_at, e.id, c.id`,
        [delivery.org_id, group.map(({ id }) => id)],
      )
      // what the reactions tell and queue belongs to the request that the event, or the first of them, came from
      const correlationId = claimed[0]?.correlation_id ?? place.correlationId
      const own = contextOn({ ...place, correlationId }, context.tx)
      for (const [handler, events] of Map.groupBy(claimed, (each) => each.handler)) {
        const reaction = house.registry.reaction(handler)
        if (reaction?.runAll) await reaction.runAll(events, own)
        else for (const event of events) await reaction?.run(event, own)
      }
    })
  } catch (error) {
    if (group.length > 1) {
      for (const each of group) await deliver(house, [each])
      return
    }
    house.log.warn({ err: error, handler: delivery.handler, event: delivery.event_id }, 'a reaction failed')
    const last = delivery.attempts + 1 >= maxAttempts
    await finish(
      house,
      delivery,
      last ? 'failed' : 'pending',
      error instanceof Error ? error.message : String(error),
    )
  }
}

type Place = NonNullable<Awaited<ReturnType<typeof systemPlace>>>

/** The project of a delivery, told which event it is entered for. */
const placeFor = async (house: House, { org_id, project_id, event_id }: Due): Promise<Place | undefined> => {
  const place = await systemPlace(house, org_id, project_id, { requestId: event_id })
  return (
    place && {
      ...place,
      scope: { ...place.scope, requestId: event_id },
      correlationId: event_id,
      causationId: event_id,
    }
  )
}

const finish = async (
  house: House,
  delivery: Due,
  state: 'pending' | 'failed',
  problem: string,
): Promise<void> => {
  await house.database.sql('maintenance').query(
    `update event_deliveries set state = $3, attempts = attempts + 1, last_error = $4, next_at = now() + make_interval(secs => least(power(2, attempts) , 600))
     where org_id = $1 and id = $2`,
    [delivery.org_id, delivery.id, state, problem.slice(0, 2_000)],
  )
}

/** Delivers past events to a handler again, for example after its module was mended. Gives how many were queued. */
export const replay = async (
  house: House,
  orgId: string,
  handler: string,
  since: string,
): Promise<number> => {
  const rows = await house.database
    .sql('maintenance')
    .query(
      `update event_deliveries set state = 'pending', attempts = 0, next_at = now() where org_id = $1 and handler = $2 and event_at >= $3::timestamptz returning id`,
      [orgId, handler, since],
    )
  house.hub.wake('deliveries')
  return rows.length
}
