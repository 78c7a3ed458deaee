import { writeModule } from './new-module.ts'

const [id, kind, prefix] = process.argv.slice(2)
if (!id || !kind || !prefix) {
  process.stderr.write(
    'usage: bin/new-module GROUP/NAME KIND PREFIX    for example: bin/new-module program/assumptions assumption ASM\n',
  )
  process.exitCode = 2
} else {
  try {
    const written = await writeModule(new URL('../..', import.meta.url).pathname, { id, kind, prefix })
    process.stdout.write(`${written.join('\n')}\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
