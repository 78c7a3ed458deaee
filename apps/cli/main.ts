import { readFile } from 'node:fs/promises'
import { exitOf, reportError } from './failure.ts'
import { helpOf, overview } from './help.ts'
import { parseArguments } from './parse-arguments.ts'
import { UsageError } from './verb.ts'
import { verbs } from './verbs.ts'

/**
 * Runs the command line and ends the process: 0, 1 refused or failed, 2 wrong usage. Ends it outright, since an idle
 * thread or an open connection would keep it waiting; what was written to pipes and files has arrived by then.
 * @param words what stands after the program's name
 */
export const main = async (words: readonly string[]): Promise<never> => {
  followParent()
  try {
    process.exit(await dispatch(words))
  } catch (error) {
    reportError(error, words.includes('--json'))
    process.exit(exitOf(error))
  }
}

const dispatch = async (words: readonly string[]): Promise<number> => {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview(verbs))
    return name === undefined ? 2 : 0
  }
  if (name === '--version') return printVersion()
  const entry = verbs[name]
  if (!entry) throw new UsageError(`There is no verb ${JSON.stringify(name)}. See throughline --help.`)
  const { verb } = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(helpOf(name, entry.summary, verb))
    return 0
  }
  return (await verb.run(parseArguments(verb, rest))) ?? 0
}

const printVersion = async (): Promise<number> => {
  const about: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  process.stdout.write(
    `${typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown'}\n`,
  )
  return 0
}

/** Started through an older Node, this process ends when that one is killed, as if it were one process. */
const followParent = (): void => {
  if (process.channel === undefined || process.channel === null) return
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel.unref()
}
