import { table } from '../output.ts'
import { evaluateRetrievalIn } from '../evaluation/retrieval.ts'
import { UsageError, type Invocation, type Verb } from '../verb.ts'

const modes = ['hybrid', 'lexical', 'semantic'] as const

/** `eval retrieval`: how good search is on a collection whose answers are known. */
export const verb: Verb = {
  arguments: [{ name: 'retrieval', required: true }],
  options: {
    corpus: { type: 'string', value: 'FILE', help: 'corpus.jsonl or corpus.jsonl.gz, in BEIR layout' },
    queries: { type: 'string', value: 'FILE', help: 'queries.jsonl' },
    qrels: { type: 'string', value: 'FILE', help: 'qrels.tsv' },
    mode: { type: 'string', value: 'M', help: 'hybrid (default), lexical or semantic' },
    'max-queries': { type: 'string', value: 'N', help: 'judge only the first so many queries' },
  },
  notes: 'Runs in an installation of its own in a temporary folder, through the real index and search.',
  async run(invocation) {
    if (invocation.arguments[0] !== 'retrieval') throw new UsageError(`There is no evaluation ${JSON.stringify(invocation.arguments[0])}. There is retrieval.`)
    const mode = modes.find((each) => each === (invocation.text('mode') ?? 'hybrid'))
    if (mode === undefined) throw new UsageError(`--mode is one of ${modes.join(', ')}.`)
    const files = { corpus: needed(invocation, 'corpus'), queries: needed(invocation, 'queries'), qrels: needed(invocation, 'qrels') }
    const result = await evaluateRetrievalIn({ ...files, mode, maxQueries: invocation.count('max-queries') })
    invocation.output.answer(result, () => table(Object.keys(result), [Object.values(result).map((value) => (Number.isInteger(value) ? value : value.toFixed(4)))]))
  },
}

const needed = (invocation: Invocation, option: string): string => {
  const value = invocation.text(option)
  if (value === undefined) throw new UsageError(`--${option} is missing.`)
  return value
}
