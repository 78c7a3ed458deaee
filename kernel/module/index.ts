export { defineModule, type Module, type TableRule, type Upkeep } from './define.ts'
export { Registry } from './registry.ts'
export type { Context, Reading } from './context.ts'
export type { House } from './house.ts'
export { forbidden, invalid, notFound, Refusal, type FieldError } from './refusal.ts'
export { parseInput } from './parse-input.ts'
export type {
  Evaluation,
  EvaluationOptions,
  EvaluationResult,
  Metrics,
  MeasuringPlace,
} from './evaluation.ts'
