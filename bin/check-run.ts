import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { stepsFor, type CheckOptions, type Step } from './check-steps.ts'

const root = join(import.meta.dirname, '..')

const usage = `bin/check                      tests, lint, format, types, rules, generated files
bin/check --test               the tests alone
bin/check --full               all of it, the suite on PostgreSQL, end-to-end scripts and short benches
bin/check --full --skip-test   the same without the tests on the embedded database
`

/**
 * Runs the steps that the arguments ask for, one after another and all of them, and prints a line for each.
 * @returns the exit code: 0 when every step passed, 1 when one failed, 2 on wrong usage.
 */
export async function check(args: readonly string[]): Promise<number> {
  const options = parse(args)
  if (!options) {
    process.stderr.write(usage)
    return 2
  }
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort())
  let passed = 0
  let failed = 0
  for (const step of await stepsFor(root, options)) {
    if (!interrupt.signal.aborted && (await runStep(step, interrupt.signal))) passed += 1
    else failed += 1
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

function parse(args: readonly string[]): CheckOptions | undefined {
  if (args.some((arg) => !['--test', '--full', '--skip-test'].includes(arg))) return undefined
  const has = (flag: string): boolean => args.includes(flag)
  if (has('--test') && (has('--full') || has('--skip-test'))) return undefined
  return { scope: has('--test') ? 'test' : has('--full') ? 'full' : 'plain', skipTest: has('--skip-test') }
}

/** One step: its whole output goes to a file, and to the terminal only when it failed. */
async function runStep(step: Step, interrupt: AbortSignal): Promise<boolean> {
  const started = performance.now()
  const log = join(root, '.cache', 'check', `${step.name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`)
  await mkdir(dirname(log), { recursive: true })
  let ok: boolean
  try {
    ok = await runCommands(step, log, interrupt)
  } catch (error) {
    ok = false
    process.stdout.write(`${String(error)}\n`)
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6)
  const output = await readFile(log, 'utf8').catch(() => '')
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`)
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${seconds} s  ${step.name}${testCount(output)}\n`)
  return ok
}

async function runCommands(step: Step, log: string, interrupt: AbortSignal): Promise<boolean> {
  const environment = step.prepare ? await step.prepare() : {}
  try {
    const file = createWriteStream(log)
    const [program, ...args] = step.command
    const child = spawn(program, args, {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        NO_COLOR: '1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 40 * 60_000,
      signal: interrupt,
    })
    const code = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    await Promise.all([
      pipeline(child.stdout, file, { end: false }),
      pipeline(child.stderr, file, { end: false }),
      code,
    ])
    await new Promise((resolve) => file.end(resolve))
    return (await code) === 0
  } finally {
    await step.finish?.()
  }
}

/** What Vitest says it counted, so that a suite that shrank is seen. */
function testCount(output: string): string {
  const line = /^\s*Tests\s+(.+?)\s*$/m.exec(output)
  return line ? `: ${line[1]}` : ''
}
