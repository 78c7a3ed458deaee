import type { Context } from '../module/context.ts'
import type { EventType, StoredEvent } from './event.ts'

/** What a module does when something happened elsewhere. Delivered once to effect, however often it is tried. */
export interface Reaction<P = unknown> {
  /** event name, or a pattern such as `risk.*` */
  on: string
  /** unique name, kept with the delivery: `knowledge/search:index-entity` */
  handler: string
  run(event: StoredEvent<P>, context: Context): Promise<void>
  /** the same for all events of a project that wait, in one transaction; where it fails, each is tried by itself */
  runAll?(events: readonly StoredEvent<P>[], context: Context): Promise<void>
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

/**
 * Declares a reaction that brings something in line with how records stand now, so that it does not matter in which
 * order it hears of them: it is given all events of a project that wait for it at once.
 */
export const onAll = (
  pattern: string,
  handler: string,
  runAll: NonNullable<Reaction<Record<string, unknown>>['runAll']>,
): Reaction<Record<string, unknown>> => ({
  on: pattern,
  handler,
  run: (event, context) => runAll([event], context),
  runAll,
})

/** Whether an event name matches what a reaction waits for; `*` stands for any run of characters but dots at its end. */
export const hears = (reaction: Pick<Reaction, 'on'>, type: string): boolean =>
  reaction.on.includes('*')
    ? new RegExp(`^${reaction.on.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(type)
    : reaction.on === type
