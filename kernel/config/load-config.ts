import { z } from 'zod'
import { ConfigError, type ConfigMistake } from './config-error.ts'
import type { Environment } from './environment.ts'
import { nearest } from './nearest-name.ts'
import { mistakeFrom } from './setting-types.ts'
import type { ConfigOf, Slice } from './slice.ts'

/** What loading gives: the typed values, and lines worth showing to the person who starts the product. */
export interface LoadedConfig<Slices extends readonly Slice[]> {
  readonly config: ConfigOf<Slices>
  readonly warnings: readonly string[]
}

const ownPrefix = 'THROUGHLINE_'

/**
 * Reads the configuration out of an environment. A variable that is empty counts as absent, as
 * container files often pass them on so.
 * @throws ConfigError naming every mistake of every slice, not only the first
 */
export function loadConfig<const Slices extends readonly Slice[]>(
  slices: Slices,
  env: Environment,
): LoadedConfig<Slices> {
  const given = presentVariables(env)
  const result = configSchema(slices).safeParse(given)
  const mistakes = result.success ? [] : result.error.issues.map(toMistake)
  mistakes.push(...slices.flatMap((slice) => mistakesBetween(slice, given)))
  if (!result.success || mistakes.length > 0) throw new ConfigError(firstPerVariable(mistakes))
  return {
    // The schema was assembled from these slices, so its output has their type; TypeScript cannot
    // follow a merge over a list.
    config: Object.freeze(result.data) as ConfigOf<Slices>,
    warnings: unknownVariables(slices, given),
  }
}

/**
 * The one schema of a list of slices.
 * @throws TypeError when two slices declare the same variable
 */
export function configSchema(slices: readonly Slice[]): z.ZodObject<Record<string, z.ZodType>> {
  const shape: Record<string, z.ZodType> = {}
  for (const slice of slices) {
    for (const [variable, type] of Object.entries(slice.shape)) {
      if (variable in shape)
        throw new TypeError(`Two slices declare ${variable}; the second is "${slice.name}".`)
      shape[variable] = type
    }
  }
  return z.object(shape)
}

function presentVariables(env: Environment): Record<string, string> {
  const present: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.trim() !== '') present[name] = value.trim()
  }
  return present
}

function mistakesBetween(slice: Slice, given: Record<string, string>): ConfigMistake[] {
  const values = z.object(slice.shape).safeParse(given)
  const mistakes: ConfigMistake[] = []
  if (values.success) {
    slice.refine?.(values.data, (variable, wrong, fix) => mistakes.push({ variable, wrong, fix }))
  }
  return mistakes
}

const toMistake = (issue: z.core.$ZodIssue): ConfigMistake => ({
  variable: String(issue.path[0]),
  ...mistakeFrom(issue.message),
})

function firstPerVariable(mistakes: readonly ConfigMistake[]): ConfigMistake[] {
  const seen = new Set<string>()
  return mistakes.filter(({ variable }) => !seen.has(variable) && seen.add(variable))
}

function unknownVariables(slices: readonly Slice[], given: Record<string, string>): string[] {
  const known = slices.flatMap((slice) => Object.keys(slice.shape))
  return Object.keys(given)
    .filter((name) => name.startsWith(ownPrefix) && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known)
      return `${name} is not a setting and is ignored.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
    })
}
