import { story } from '../fixtures/index.ts'

/** Words of a document of the demo; between them any white space. */
export interface DemoWords {
  file: string
  words: string
}

/** A record as somebody entered it who read the documents. `ref` names it within the story. */
export interface DemoRecord {
  ref: string
  kind: 'risk' | 'issue' | 'decision'
  fields: Record<string, unknown>
  restsOn: readonly DemoWords[]
  tags?: readonly string[]
}

const contract = 'services-contract.pdf'
const minutes = 'steering-committee-minutes.docx'
const plan = 'project-plan.xlsx'
const interview = 'customer-service-interview.txt'
const notes = 'architecture-notes.md'

/** The registers of the demo: what was entered first. */
export const records: readonly DemoRecord[] = [
  {
    ref: 'deadline',
    kind: 'risk',
    fields: {
      title: 'The cutover misses the date of the contract',
      description:
        'The contract ends the cutover a month before the plan does; each week of delay has a price.',
      category: 'schedule',
      probability: 'medium',
      impact: 'high',
      loss_low: '15000',
      loss_high: String(story.money.penaltyCap),
      currency: 'EUR',
      target_closure_on: story.dates.cutoverByContract,
    },
    restsOn: [
      { file: contract, words: 'The production cutover takes place no later than 30 September 2026' },
      { file: contract, words: 'it pays EUR 15,000 for each week of delay that has begun' },
      { file: plan, words: 'Production cutover' },
    ],
    tags: ['cutover'],
  },
  {
    ref: 'readings',
    kind: 'risk',
    fields: {
      title: 'Meter readings of 38,000 customers are lost in the migration',
      category: 'data',
      probability: 'very_high',
      impact: 'high',
      loss_low: '90000',
      loss_high: '310000',
      currency: 'EUR',
    },
    restsOn: [
      { file: minutes, words: 'Meter readings of 38,000 customers lack a valid contract number' },
      { file: plan, words: 'Meter readings without a contract number are lost' },
    ],
    tags: ['data', 'wave 1'],
  },
  {
    ref: 'fallback',
    kind: 'risk',
    fields: {
      title: 'There is no fallback once the hosting agreement has ended',
      category: 'supplier',
      probability: 'medium',
      impact: 'very_high',
      contingency: 'One more month of hosting, if its price is known in time.',
    },
    restsOn: [{ file: contract, words: 'ends on 31 December 2026 and cannot be extended' }],
    tags: ['cutover'],
  },
  {
    ref: 'load',
    kind: 'risk',
    fields: {
      title: 'Load at the start of the heating season exceeds the tested peak',
      category: 'technology',
      probability: 'medium',
      impact: 'high',
    },
    restsOn: [
      { file: plan, words: 'Load at the start of the heating season exceeds the tested peak' },
      { file: notes, words: 'the peak is 2,300 requests per minute' },
    ],
  },
  {
    ref: 'calls',
    kind: 'risk',
    fields: {
      title: 'Calls to customer service rise after the cutover',
      category: 'people',
      probability: 'high',
      impact: 'medium',
      mitigation: 'Training of customer service two weeks before the cutover.',
    },
    restsOn: [
      { file: interview, words: 'When the portal was last changed, calls rose by 22% for three weeks.' },
    ],
  },
  {
    ref: 'dates',
    kind: 'issue',
    fields: {
      title: 'Contract and plan name different dates for the cutover',
      priority: 'high',
      severity: 'high',
      due_on: '2026-06-09',
    },
    restsOn: [
      { file: contract, words: 'no later than 30 September 2026' },
      { file: plan, words: 'Production cutover' },
    ],
    tags: ['cutover'],
  },
  {
    ref: 'test-data',
    kind: 'issue',
    fields: {
      title: 'Test data for the rehearsal are three weeks late',
      priority: 'high',
      severity: 'medium',
      due_on: '2026-06-05',
    },
    restsOn: [
      {
        file: minutes,
        words:
          'Test data for the rehearsal are three weeks late because the anonymization rules were not agreed',
      },
    ],
    tags: ['data', 'wave 1'],
  },
  {
    ref: 'waves',
    kind: 'decision',
    fields: {
      title: 'Customer accounts are migrated in three waves',
      rationale: 'A failed wave can be repeated within a weekend.',
      alternatives: 'All accounts in one night.',
      decided_on: '2026-05-12',
      review_on: '2026-07-20',
    },
    restsOn: [
      { file: minutes, words: 'Customer accounts are migrated in three waves rather than in one night' },
    ],
    tags: ['wave 1'],
  },
  {
    ref: 'load-test',
    kind: 'decision',
    fields: {
      title: 'A second load test is paid from the contingency',
      rationale: 'The first one stopped at the peak of last year.',
      impact: 'EUR 40,000 of the contingency are released.',
      decided_on: '2026-05-12',
    },
    restsOn: [{ file: minutes, words: 'EUR 40,000 of the contingency is released for a second load test' }],
  },
]
