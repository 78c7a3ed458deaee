import { resolve } from 'node:path'
import {
  kernelSlices,
  loadConfig,
  readEnvironment,
  type Config,
  type Environment,
} from '#kernel/config/index.ts'
import type { Invocation } from './verb.ts'

/** What the environment and the options say together. */
export interface Settings {
  env: Environment
  config: Config
  dataDir: string
}

/** Reads the environment, with what the options say instead. @throws ConfigError naming every mistake */
export const settingsOf = (invocation: Invocation, overrides: Environment = {}): Settings => {
  const data = invocation.text('data')
  const env = {
    ...readEnvironment(),
    ...overrides,
    ...(data === undefined ? {} : { THROUGHLINE_DATA: data }),
  }
  const { config } = loadConfig(kernelSlices, env)
  return { env, config, dataDir: resolve(config.THROUGHLINE_DATA) }
}
