import type { Command } from '../entities/command.ts'
import type { Kind } from '../entities/kind.ts'
import type { Registry } from '../module/registry.ts'
import type { Endpoint } from './endpoint.ts'
import { anyKind, anyVerb } from './entities/any-kind.ts'
import { bulkEndpointsOf } from './entities/bulk.ts'
import { discussionEndpointsOf } from './entities/discussion.ts'
import { exchangeEndpointsOf } from './entities/exchange.ts'
import { linkEndpointsOf } from './entities/links.ts'
import { recordEndpointsOf } from './entities/records.ts'
import { shapeOf, type KindShape } from './entities/shape.ts'
import { tagAndWatchEndpointsOf } from './entities/tags-and-watches.ts'

/** All that exists for every kind alike, from its declaration. */
export const entityEndpoints = (registry: Registry, kind: Kind): Endpoint[] =>
  endpointsOf(shapeOf(kind), registry.commandsOf(kind.kind))

/**
 * The same for a kind that is named by its collection in the path: what clients can call that know no kind. It only
 * describes; the endpoints of each kind are what is served.
 */
export const anyEntityEndpoints = (): Endpoint[] => endpointsOf(anyKind, [anyVerb])

const endpointsOf = (shape: KindShape, commands: readonly Command[]): Endpoint[] => [
  ...recordEndpointsOf(shape, commands),
  ...linkEndpointsOf(shape),
  ...discussionEndpointsOf(shape),
  ...tagAndWatchEndpointsOf(shape),
  ...bulkEndpointsOf(shape),
  ...exchangeEndpointsOf(shape),
]
