import type { Module } from '#kernel/module/index.ts'
import * as registry from '#modules/registry.ts'

/** Every module of the house. The registry of the kernel sorts them by what they depend on. */
export const modules: readonly Module[] = Object.values(registry)
