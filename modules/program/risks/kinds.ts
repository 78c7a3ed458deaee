import { defineEntity, field } from '#kernel/entities/index.ts'
import { levels, outcomes } from './risk.ts'

/** Something uncertain that would matter if it happened. */
export const risk = defineEntity({
  kind: 'risk',
  table: 'risks',
  prefix: 'RISK',
  label: { one: 'Risk', many: 'Risks' },
  group: 'Program',
  title: 'title',
  fields: {
    title: field.text({ required: true }),
    description: field.longText(),
    category: field.text({ max: 100 }),
    risk_type: field.choice(['threat', 'opportunity']),
    probability: field.choice(levels, { required: true }),
    impact: field.choice(levels, { required: true }),
    score: field.computed(field.integer(), 'probability × impact, each from 1 (very low) to 5 (very high)', [
      'probability',
      'impact',
    ]),
    residual_probability: field.choice(levels),
    residual_impact: field.choice(levels),
    residual_score: field.computed(
      field.integer(),
      'residual probability × residual impact, each from 1 to 5',
      ['residual_probability', 'residual_impact'],
    ),
    loss_low: field.money(),
    loss_high: field.money(),
    currency: field.currency(),
    mitigation: field.longText(),
    contingency: field.longText(),
    owner_id: field.user(),
    state: field.fixed(field.choice(['open', 'mitigating', 'accepted', 'closed'], { required: true })),
    outcome: field.fixed(field.choice(outcomes)),
    identified_on: field.date(),
    target_closure_on: field.date(),
    closed_on: field.fixed(field.date()),
  },
  states: {
    field: 'state',
    initial: 'open',
    transitions: {
      open: ['mitigating', 'accepted', 'closed'],
      mitigating: ['open', 'accepted', 'closed'],
      accepted: ['open', 'closed'],
      closed: ['open'],
    },
  },
  due: { field: 'target_closure_on', open: ['open', 'mitigating'] },
  checks: {
    risks_residual_whole: {
      fields: ['residual_probability', 'residual_impact'],
      message: 'what remains needs both its probability and its impact',
    },
    risks_loss_whole: {
      fields: ['loss_low', 'loss_high'],
      message: 'a loss has a lowest and a highest amount',
    },
    risks_loss_range: { fields: ['loss_high'], message: 'must not be less than the lowest loss' },
    risks_loss_currency: { fields: ['currency'], message: 'say in which currency the loss is' },
  },
  search: ['title', 'description', 'mitigation'],
  columns: ['key', 'title', 'score', 'probability', 'impact', 'owner_id', 'state', 'updated_at'],
})
