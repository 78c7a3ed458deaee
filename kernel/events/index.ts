export { defineEvent, type DomainEvent, type EventType, type StoredEvent } from './event.ts'
export { hears, on, onAll, onEvery, type Reaction } from './reaction.ts'
export { replay, startDispatcher, type Dispatcher } from './dispatch.ts'
