/** Variables as the operating system gives them: name to text. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The process's environment, as a copy. This is the only place in the project that reads `process.env`:
 * everything else takes a parsed configuration as an argument.
 */
export function readEnvironment(): Environment {
  return Object.freeze({ ...process.env })
}
