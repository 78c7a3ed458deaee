import type { Context } from '../module/context.ts'
import type { EventType, StoredEvent } from './event.ts'

/** What a module does when something happened elsewhere. Delivered once to effect, however often it is tried. */
export interface Reaction<P = unknown> {
  /** event name, or a pattern such as `risk.*` */
  on: string
  /** unique name, kept with the delivery: `knowledge/search:index-entity` */
  handler: string
  run(event: StoredEvent<P>, context: Context): Promise<void>
}

/** Declares a reaction to one event type. */
export const on = <P>(event: EventType<P>, handler: string, run: Reaction<P>['run']): Reaction<P> => ({
  on: event.type,
  handler,
  run,
})

/** Declares a reaction to all events whose name matches, such as `*.created.v1`. */
export const onEvery = (
  pattern: string,
  handler: string,
  run: Reaction<Record<string, unknown>>['run'],
): Reaction<Record<string, unknown>> => ({ on: pattern, handler, run })

/** Whether an event name matches what a reaction waits for; `*` stands for any run of characters but dots at its end. */
export const hears = (reaction: Pick<Reaction, 'on'>, type: string): boolean =>
  reaction.on.includes('*')
    ? new RegExp(`^${reaction.on.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(type)
    : reaction.on === type
