import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Which steps: the tests alone, the everyday check, or what CI asks for; with or without the tests. */
export interface CheckOptions {
  readonly scope: 'test' | 'plain' | 'full'
  readonly skipTest: boolean
}

/** One command that passes or fails, with what must be running around it. */
export interface Step {
  readonly name: string
  readonly command: readonly [program: string, ...args: string[]]
  /** Starts what the command needs and gives its environment. */
  readonly prepare?: () => Promise<Record<string, string>>
  /** Ends what `prepare` started, also after a failure. */
  readonly finish?: () => Promise<void>
}

/** The steps in the order in which they run: what fails soonest and tells most comes first. */
export async function stepsFor(root: string, { scope, skipTest }: CheckOptions): Promise<Step[]> {
  const tests = skipTest ? [] : [vitest('tests', '--exclude', 'rules/**')]
  if (scope === 'test') return tests
  const plain = [...stillChecks, ...(await generatedFiles(root)), ...tests]
  if (scope === 'plain') return plain
  return [...plain, onPostgres(root), ...(await endToEnd(root)), ...benches(root)]
}

const vitest = (name: string, ...args: string[]): Step => ({
  name,
  command: [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...args],
})

const stillChecks: readonly Step[] = [
  { name: 'format', command: ['node_modules/.bin/oxfmt', '--check', '.'] },
  { name: 'lint', command: ['node_modules/.bin/oxlint', '--type-aware', '--deny-warnings', '.'] },
  { name: 'types', command: ['node_modules/.bin/tsc', '--noEmit', '-p', '.'] },
  vitest('rules', 'rules'),
  { name: 'notices', command: [process.execPath, 'bin/notices.ts', '--check'] },
]

/** Present only where the command line knows the verb. */
async function generatedFiles(root: string): Promise<Step[]> {
  const cli = join(root, 'bin', 'throughline')
  if (!existsSync(cli)) return []
  const known = await run(process.execPath, [cli, 'generate', '--help'], { cwd: root }).catch(() => undefined)
  return known ? [{ name: 'generated files', command: [process.execPath, cli, 'generate', '--check'] }] : []
}

/** The same suite on a server: the one that TEST_DATABASE_URL names, else one of its own, as an owner who is no superuser. */
function onPostgres(root: string): Step {
  const step = vitest('tests on PostgreSQL', 'kernel', 'modules', 'apps')
  if (process.env['TEST_DATABASE_URL']) return step
  const pg15 = join(root, 'bin', 'pg15')
  const folder = join(root, '.cache', 'check', `postgres-${process.pid}`)
  return {
    ...step,
    prepare: async () => ({ TEST_DATABASE_URL: (await run(pg15, ['owner', folder])).stdout.trim() }),
    finish: async () => {
      await run(pg15, ['stop', folder])
      await run('rm', ['-rf', folder])
    },
  }
}

async function endToEnd(root: string): Promise<Step[]> {
  const folder = join(root, 'e2e')
  const scripts = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.sh')) : []
  return scripts.toSorted().map((name) => ({
    name: `end to end: ${name.replace(/\.sh$/, '')}`,
    command: ['bash', join('e2e', name)],
  }))
}

function benches(root: string): Step[] {
  if (!existsSync(join(root, 'bench', 'run.ts'))) return []
  return [{ name: 'short benches', command: [process.execPath, 'bench/run.ts', '--short'] }]
}
