import type { Module } from '#kernel/module/index.ts'
import { artifacts } from './knowledge/artifacts/module.ts'
import { risks } from './program/risks/module.ts'

/** Every module of the house, one line each. */
export const modules: readonly Module[] = [
  artifacts,
  risks,
]
