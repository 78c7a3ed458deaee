import { parseArgs } from 'node:util'
import { judge, lineOf, type Bench } from './figure.ts'

/** Benches by name, loaded when asked for. */
const benches: Record<string, { load: () => Promise<{ bench: Bench }>; inShort: boolean }> = {
  api: { load: () => import('./api/bench.ts'), inShort: true },
  trace: { load: () => import('./trace/bench.ts'), inShort: true },
  search: { load: () => import('./search/bench.ts'), inShort: true },
  start: { load: () => import('./start/bench.ts'), inShort: true },
  web: { load: () => import('./web/bench.ts'), inShort: false },
  ingest: { load: () => import('./ingest/bench.ts'), inShort: false },
  large: { load: () => import('./large/bench.ts'), inShort: false },
  growth: { load: () => import('./growth/bench.ts'), inShort: false },
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}. Usage: node bench/run.ts [${Object.keys(benches).join('|')}]… [--short] [--json]`,
  )
  process.exit(2)
}

const wanted = Object.entries(benches).filter(([name, { inShort }]) =>
  positionals.length > 0 ? positionals.includes(name) : !values.short || inShort,
)
const judged = []
for (const [, { load }] of wanted) {
  const { bench } = await load()
  const figures = (await bench({ short: values.short, log: (line) => console.error(`  ${line}`) })).map(judge)
  for (const figure of figures) if (!values.json) console.log(lineOf(figure))
  judged.push(...figures)
}
if (values.json) console.log(JSON.stringify(judged, undefined, 2))
const failed = judged.filter(({ kept, bearable }) => (values.short ? !bearable : !kept))
process.exitCode = failed.length > 0 ? 1 : 0
