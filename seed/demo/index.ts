import { projectPlan } from '../fixtures/project-plan.ts'
import type { Fixture } from '../fixtures/index.ts'

export { documents, story } from '../fixtures/index.ts'
export { records, type DemoRecord, type DemoWords } from './records.ts'
export { dates, work, type DemoStep } from './work.ts'

/** A newer version of the plan, in which the cutover moved again: what rests on its date wants another look. */
export const newerPlan: Fixture & { supersedes: string } = {
  supersedes: 'project-plan.xlsx',
  name: 'project-plan-june.xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bytes: () => projectPlan('2026-11-14'),
}
