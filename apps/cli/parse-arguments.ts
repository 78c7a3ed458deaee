import { parseArgs } from 'node:util'
import { createOutput } from './output.ts'
import { UsageError, type Invocation, type OptionDeclaration, type Verb } from './verb.ts'

/** Options that every verb has. */
export const everywhere: Readonly<Record<string, OptionDeclaration>> = {
  json: { type: 'boolean', help: 'one JSON document on stdout, messages on stderr' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
}

/** Parses the words after a verb. @throws UsageError naming what is wrong */
export const parseArguments = (verb: Verb, words: readonly string[]): Invocation => {
  const { values, positionals } = parsed({ ...verb.options, ...everywhere }, words)
  const declared = verb.arguments ?? []
  const needed = declared.filter(({ required }) => required)
  const missing = needed[positionals.length]
  if (missing && values.help !== true) throw new UsageError(`${missing.name} is missing.`)
  if (!declared.some(({ many }) => many) && positionals.length > declared.length)
    throw new UsageError(`${JSON.stringify(positionals[declared.length])} is one argument too many.`)
  const texts = (option: string): readonly string[] => {
    const value = values[option]
    return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
  }
  return {
    arguments: positionals,
    texts,
    text: (option) => texts(option).at(-1),
    flag: (option) => values[option] === true,
    count(option, min = 1) {
      const given = texts(option).at(-1)
      if (given === undefined) return undefined
      if (!/^\d{1,9}$/.test(given) || Number(given) < min)
        throw new UsageError(
          `--${option} must be a whole number of at least ${min}, not ${JSON.stringify(given)}.`,
        )
      return Number(given)
    },
    output: createOutput(values.json === true),
  }
}

const parsed = (options: Readonly<Record<string, OptionDeclaration>>, words: readonly string[]) => {
  const known = Object.entries(options).map(
    ([name, { type, short, multiple }]) =>
      [name, { type, multiple: multiple ?? false, ...(short ? { short } : {}) }] as const,
  )
  try {
    return parseArgs({
      args: [...words],
      options: Object.fromEntries(known),
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    if (error instanceof TypeError && 'code' in error)
      throw new UsageError(error.message.split('. To specify')[0] ?? error.message)
    throw error
  }
}
