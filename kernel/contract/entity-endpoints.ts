import type { Kind } from '../entities/kind.ts'
import type { Registry } from '../module/registry.ts'
import type { Endpoint } from './endpoint.ts'
import { bulkEndpointsOf } from './entities/bulk.ts'
import { discussionEndpointsOf } from './entities/discussion.ts'
import { exchangeEndpointsOf } from './entities/exchange.ts'
import { linkEndpointsOf } from './entities/links.ts'
import { recordEndpointsOf } from './entities/records.ts'
import { shapeOf } from './entities/shape.ts'
import { tagAndWatchEndpointsOf } from './entities/tags-and-watches.ts'

/** All that exists for every kind alike, from its declaration. */
export const entityEndpoints = (registry: Registry, kind: Kind): Endpoint[] => {
  const shape = shapeOf(kind)
  return [
    ...recordEndpointsOf(registry, shape),
    ...linkEndpointsOf(shape),
    ...discussionEndpointsOf(shape),
    ...tagAndWatchEndpointsOf(shape),
    ...bulkEndpointsOf(shape),
    ...exchangeEndpointsOf(shape),
  ]
}
