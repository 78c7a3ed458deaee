import type { AnswerOf, OperationName } from '#apps/client/call.ts'
import type { Entity } from './entities.ts'

/** Every kind of record that the contract names, with all its fields: each can be taken out of the bin. */
type Restored = { [N in OperationName]: N extends `${string}.restore` ? AnswerOf<N> : never }[OperationName]

/** A record of one kind. */
export type RecordOf<Kind extends string> = Extract<Restored, { kind: Kind }>

/** Tells records of a kind from others. What a record has besides, its kind says, so that nothing else is looked at. */
export const isA =
  <Kind extends string>(kind: Kind) =>
  (entity: Entity): entity is Entity & RecordOf<Kind> =>
    entity.kind === kind
