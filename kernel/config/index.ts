/** Configuration: slices declare variables, one schema reads them, all mistakes are reported together. */
export { defineSlice, type ConfigOf, type ReportMistake, type Shape, type Slice } from './slice.ts'
export { ConfigError, type ConfigMistake } from './config-error.ts'
export { configSchema, loadConfig, type LoadedConfig } from './load-config.ts'
export { readEnvironment, type Environment } from './environment.ts'
export { describeConfig, listSettings, type Setting } from './describe-config.ts'
export { kernelSlices, storageUrl, type Config } from './kernel-slices.ts'
export {
  amount,
  byteSize,
  cidrList,
  httpOrigin,
  oneOf,
  reachableHosts,
  secretText,
  text,
  urlOf,
} from './setting-types.ts'
export { resolveSecret, type ResolvedSecret } from './resolve-secret.ts'
export { fileCheckStore, secretCheck, verifySecret, type SecretCheckStore } from './verify-secret.ts'
export { SecretError, type SecretErrorCode } from './secret-error.ts'
