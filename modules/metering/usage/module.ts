import { defineModule } from '#kernel/module/index.ts'
import { usageCosts } from './checks.ts'
import { listPrices, setPrice, usageByDay } from './contract.ts'
import { usageRecorder } from './store.ts'

export const usage = defineModule({
  id: 'metering/usage',
  title: 'Usage',
  folder: import.meta.dirname,
  dependsOn: [],
  tables: [
    { name: 'model_prices', scope: 'org', audit: {}, grants: ['select', 'insert'] },
    { name: 'usage_events', scope: 'org', grants: ['select', 'insert'] },
    { name: 'usage_event_keys', scope: 'org', grants: ['select', 'insert'] },
  ],
  endpoints: [setPrice, listPrices, usageByDay],
  ports: { usage: usageRecorder },
  checks: [usageCosts],
})
