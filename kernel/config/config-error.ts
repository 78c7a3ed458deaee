/** One mistake in the configuration, in words for the person who starts the product. */
export interface ConfigMistake {
  readonly variable: string
  readonly wrong: string
  readonly fix: string
}

/** The configuration cannot be used. `mistakes` holds every one; the message has a line for each. */
export class ConfigError extends Error {
  readonly code = 'config-invalid'
  readonly mistakes: readonly ConfigMistake[]

  constructor(mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map(({ variable, wrong, fix }) => `  ${variable} ${wrong}. ${fix}.`)
    super(
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${lines.join('\n')}`,
    )
    this.name = 'ConfigError'
    this.mistakes = mistakes
  }
}
