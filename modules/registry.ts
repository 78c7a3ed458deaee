import type { Module } from '#kernel/module/index.ts'
import { artifacts } from './knowledge/artifacts/module.ts'
import { usage } from './metering/usage/module.ts'
import { decisions } from './program/decisions/module.ts'
import { issues } from './program/issues/module.ts'
import { risks } from './program/risks/module.ts'

/** Every module of the house, one line each. */
export const modules: readonly Module[] = [
  artifacts,
  risks,
  issues,
  decisions,
  usage,
]
