/** When something happened in the story: so many days before the demo is loaded, fractions for the time of day. */
export interface Dated {
  daysAgo: number
}

/** One thing that somebody did to a record of the demo, in a transaction and with a reason of its own. */
export type DemoStep = Dated &
  (
    | { do: 'edit'; ref: string; changes: Record<string, unknown>; reason: string }
    | { do: 'verb'; ref: string; verb: string; reason: string }
    | { do: 'link'; ref: string; relation: string; to: string }
    | { do: 'comment'; ref: string; body: string }
  )

/** When the documents came, the records were entered, and the newer plan arrived. */
export const dates = { documents: 20.2, records: 19.9, newerPlan: 1.8 } as const

/** What was done to the records after they were entered, in order. */
export const work: readonly DemoStep[] = [
  { daysAgo: 19.2, do: 'link', ref: 'waves', relation: 'mitigates', to: 'readings' },
  { daysAgo: 19.2, do: 'link', ref: 'load-test', relation: 'mitigates', to: 'load' },
  { daysAgo: 19.1, do: 'link', ref: 'dates', relation: 'relates_to', to: 'deadline' },
  { daysAgo: 18.9, do: 'link', ref: 'test-data', relation: 'threatens', to: 'waves' },
  {
    daysAgo: 18.1,
    do: 'verb',
    ref: 'waves',
    verb: 'approve',
    reason: 'Fourth steering committee, decision 1.',
  },
  {
    daysAgo: 18.1,
    do: 'verb',
    ref: 'load-test',
    verb: 'approve',
    reason: 'Fourth steering committee, decision 3.',
  },
  {
    daysAgo: 12.8,
    do: 'edit',
    ref: 'readings',
    changes: {
      probability: 'high',
      residual_probability: 'low',
      residual_impact: 'medium',
      mitigation: 'Match by address before the first wave.',
    },
    reason: 'A first match by address found two of three readings.',
  },
  {
    daysAgo: 11.9,
    do: 'verb',
    ref: 'readings',
    verb: 'mitigate',
    reason: 'The match by address has begun.',
  },
  {
    daysAgo: 9.2,
    do: 'comment',
    ref: 'deadline',
    body: 'By clause 4.4 a deadline moves only by a change request that both have signed. Until then the date of the contract stands.',
  },
  {
    daysAgo: 8.1,
    do: 'edit',
    ref: 'load',
    changes: { residual_probability: 'low', residual_impact: 'medium' },
    reason: 'The second load test covers the peak of the heating season.',
  },
  {
    daysAgo: 6.1,
    do: 'comment',
    ref: 'fallback',
    body: 'One more month of hosting was asked for; there is no price yet.',
  },
  {
    daysAgo: 4.2,
    do: 'edit',
    ref: 'deadline',
    changes: { probability: 'high', residual_probability: 'medium', residual_impact: 'medium' },
    reason: 'The plan puts the cutover a month after the date of the contract.',
  },
  {
    daysAgo: 2.9,
    do: 'verb',
    ref: 'test-data',
    verb: 'start',
    reason: 'The rules are with the security officer.',
  },
]
