import { entityEndpoints, type Endpoint } from '#kernel/contract/index.ts'
import { resetDemo } from './demo/reset-demo.ts'
import { overviewEndpoints } from '#kernel/overview/endpoints.ts'
import { recordEndpoints } from '#kernel/entities/endpoints.ts'
import { erasureEndpoints } from '#kernel/erasure/index.ts'
import { identityEndpoints } from '#kernel/identity/endpoints.ts'
import { projectFileEndpoints } from '#kernel/backup/index.ts'
import type { Registry } from '#kernel/module/index.ts'
import { streamEndpoint } from '#kernel/realtime/stream.ts'
import { jobEndpoints } from '#kernel/jobs/endpoints.ts'
import { ledgerEndpoints } from '#kernel/ledger/index.ts'
import { kindsEndpoint } from '#kernel/module/kinds-endpoint.ts'
import { undoEndpoints } from '#kernel/undo/endpoints.ts'
import { tenancyEndpoints } from '#kernel/tenancy/endpoints.ts'

/** Every endpoint there is: the kernel's, those that follow from kinds, and the modules' own. */
export const allEndpoints = (registry: Registry): Endpoint[] => [
  ...tenancyEndpoints,
  ...identityEndpoints,
  kindsEndpoint,
  ...recordEndpoints,
  ...overviewEndpoints,
  resetDemo,
  ...undoEndpoints,
  streamEndpoint,
  ...jobEndpoints,
  ...ledgerEndpoints,
  ...erasureEndpoints,
  ...projectFileEndpoints,
  ...registry.endpoints,
  ...[...registry.kinds.values()].flatMap((kind) => entityEndpoints(registry, kind)),
]
