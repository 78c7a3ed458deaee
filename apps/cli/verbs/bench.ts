import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CommandError, type Verb } from '../verb.ts'

const program = fileURLToPath(new URL('../../../bench/run.ts', import.meta.url))

/** `bench`: measure speed, in a process of its own. */
export const verb: Verb = {
  arguments: [{ name: 'NAME', required: true }],
  async run(invocation) {
    if (!existsSync(program))
      throw new CommandError('not-installed', 'The benchmarks are not part of this installation.')
    const child = spawn(
      process.execPath,
      [program, ...invocation.arguments, ...(invocation.output.isJson ? ['--json'] : [])],
      { stdio: 'inherit' },
    )
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 1
  },
}
