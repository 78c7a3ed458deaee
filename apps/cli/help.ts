import { everywhere } from './parse-arguments.ts'
import type { OptionDeclaration, Verb } from './verb.ts'

/** The first lines that a newcomer sees: every verb with what it does. */
export const overview = (verbs: Readonly<Record<string, { summary: string }>>): string => {
  const width = Math.max(...Object.keys(verbs).map((name) => name.length))
  const lines = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'throughline: source documents into traceable evidence, decisions, work and cost',
    '',
    'usage: throughline VERB [options]',
    '',
    ...lines,
    '',
    'Works with the server named by THROUGHLINE_URL and THROUGHLINE_API_KEY, else with the one that holds the data',
    'folder, else opens the data folder itself. Every verb takes --json and --help.',
    '',
  ].join('\n')
}

/** The help of one verb. */
export const helpOf = (name: string, summary: string, verb: Verb): string => {
  const words = (verb.arguments ?? []).map(({ name: word, required, many }) =>
    required ? `${word}${many ? '…' : ''}` : `[${word}${many ? '…' : ''}]`,
  )
  const options = Object.entries({ ...verb.options, ...everywhere })
  const width = Math.max(...options.map((option) => spelled(...option).length))
  return [
    `usage: throughline ${[name, ...words].join(' ')} [options]`,
    '',
    summary.charAt(0).toUpperCase() + summary.slice(1),
    ...(verb.notes ? ['', verb.notes] : []),
    '',
    ...options.map((option) => `  ${spelled(...option).padEnd(width)}  ${option[1].help}`),
    '',
  ].join('\n')
}

const spelled = (name: string, { short, value }: OptionDeclaration): string =>
  `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`
