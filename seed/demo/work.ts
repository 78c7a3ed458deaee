/** One thing that somebody did to a record of the demo, in a transaction and with a reason of its own. */
export type DemoStep =
  | { do: 'edit'; ref: string; changes: Record<string, unknown>; reason: string }
  | { do: 'verb'; ref: string; verb: string; reason: string }
  | { do: 'link'; ref: string; relation: string; to: string }
  | { do: 'comment'; ref: string; body: string }

/** What was done to the records after they were entered, in order. */
export const work: readonly DemoStep[] = [
  { do: 'link', ref: 'waves', relation: 'mitigates', to: 'readings' },
  { do: 'link', ref: 'load-test', relation: 'mitigates', to: 'load' },
  { do: 'link', ref: 'dates', relation: 'relates_to', to: 'deadline' },
  { do: 'link', ref: 'test-data', relation: 'threatens', to: 'waves' },
  { do: 'verb', ref: 'waves', verb: 'approve', reason: 'Fourth steering committee, decision 1.' },
  { do: 'verb', ref: 'load-test', verb: 'approve', reason: 'Fourth steering committee, decision 3.' },
  {
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
  { do: 'verb', ref: 'readings', verb: 'mitigate', reason: 'The match by address has begun.' },
  {
    do: 'edit',
    ref: 'deadline',
    changes: { probability: 'high', residual_probability: 'medium', residual_impact: 'medium' },
    reason: 'The plan puts the cutover a month after the date of the contract.',
  },
  {
    do: 'edit',
    ref: 'load',
    changes: { residual_probability: 'low', residual_impact: 'medium' },
    reason: 'The second load test covers the peak of the heating season.',
  },
  {
    do: 'comment',
    ref: 'deadline',
    body: 'By clause 4.4 a deadline moves only by a change request that both have signed. Until then the date of the contract stands.',
  },
  {
    do: 'comment',
    ref: 'fallback',
    body: 'One more month of hosting was asked for; there is no price yet.',
  },
  { do: 'verb', ref: 'test-data', verb: 'start', reason: 'The rules are with the security officer.' },
]
