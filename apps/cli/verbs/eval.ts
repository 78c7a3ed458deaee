import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Evaluation, EvaluationResult, Metrics } from '#kernel/module/index.ts'
import { modules } from '#apps/server/modules.ts'
import { measuringPlaces } from '../evaluation/measuring-places.ts'
import { table } from '../output.ts'
import { settingsOf } from '../settings.ts'
import { CommandError, UsageError, type Invocation, type Verb } from '../verb.ts'

interface Measured extends EvaluationResult {
  evaluation: string
  set: string
}

/** `eval`: how good reading, finding, searching and answering are, on labelled files. */
export const verb: Verb = {
  arguments: [
    { name: 'NAME', required: false },
    { name: 'FOLDER', required: false },
  ],
  options: {
    corpus: { type: 'string', value: 'F', help: 'retrieval: corpus.jsonl or corpus.jsonl.gz' },
    queries: { type: 'string', value: 'F', help: 'retrieval: queries.jsonl; default beside the corpus' },
    qrels: { type: 'string', value: 'F', help: 'retrieval: qrels.tsv; default beside the corpus' },
    mode: {
      type: 'string',
      value: 'M',
      help: 'retrieval: lexical, semantic or hybrid; default all, with hybrid’s figures first',
    },
    conll: { type: 'string', value: 'F', help: 'entities: a file in CoNLL form' },
    dir: { type: 'string', value: 'D', help: 'facts: the folder of the documents' },
    gold: { type: 'string', value: 'F', help: 'facts: the labels' },
    limit: { type: 'string', value: 'N', help: 'measure only the first N documents or questions' },
    failures: { type: 'boolean', help: 'also say what failed' },
  },
  notes:
    'Without a name everything is measured that fits a folder of EVAL_DATA. Measuring happens in an installation of its\n' +
    'own, in a temporary folder or a database of its own on the server of DATABASE_URL, which is thrown away afterwards.',
  async run(invocation) {
    const known = await allEvaluations()
    const { env, config } = settingsOf(invocation)
    const wanted = await wantedOf(invocation, known, env.EVAL_DATA)
    // words alone need no vectors
    const quick = invocation.text('mode') === 'lexical' ? { AI_EMBEDDING_MODEL: 'none' } : {}
    const places = measuringPlaces({ ...env, ...quick }, config)
    const measured: Measured[] = []
    try {
      for (const { evaluation, folder } of wanted) {
        const set = basename(folder)
        invocation.output.say(`${evaluation.name}: ${set}`)
        const result = await evaluation.run(folder, {
          place: () => places.place(),
          progress: (done, total, about) => invocation.output.progress(done, total, about),
          ...optionsOf(invocation),
        })
        invocation.output.endProgress()
        measured.push({ evaluation: evaluation.name, set, ...result })
      }
    } finally {
      await places.close()
    }
    const [only] = measured
    const isOne = invocation.arguments.length > 0 && only !== undefined
    invocation.output.answer(isOne ? { ...only.metrics, failures: only.failures } : measured, () =>
      readable(measured, invocation.flag('failures')),
    )
  },
}

const allEvaluations = async (): Promise<Evaluation[]> => {
  const all: Evaluation[] = []
  for (const { evaluations: load } of modules) if (load) all.push(...(await load()).evaluations)
  return all
}

/** Names under which evaluations are asked for besides their own. */
const alsoCalled: Record<string, string> = { entities: 'names' }

const wantedOf = async (
  invocation: Invocation,
  known: readonly Evaluation[],
  collection: string | undefined,
): Promise<{ evaluation: Evaluation; folder: string }[]> => {
  const [name, folder] = invocation.arguments
  if (name === undefined) {
    if (collection === undefined)
      throw new UsageError(
        `Name what to measure (${known.map((each) => each.name).join(', ')}), or set EVAL_DATA.`,
      )
    return fitting(known, resolve(collection))
  }
  const evaluation = known.find((each) => each.name === name || each.name === alsoCalled[name])
  if (!evaluation)
    throw new UsageError(
      `There is no evaluation ${name}. There are:\n${known.map((each) => `  ${each.name}: ${each.summary}`).join('\n')}`,
    )
  return [{ evaluation, folder: resolve(folder ?? folderIn(invocation)) }]
}

/** The folder of the files that options name. */
const folderIn = (invocation: Invocation): string => {
  const named = invocation.text('dir') ?? invocation.text('conll')
  if (named !== undefined) return named
  const corpus = invocation.text('corpus')
  if (corpus === undefined) throw new UsageError('Name the folder to measure.')
  return dirname(corpus)
}

const fitting = async (
  known: readonly Evaluation[],
  collection: string,
): Promise<{ evaluation: Evaluation; folder: string }[]> => {
  const names = (await readdir(collection)).toSorted()
  const found = names.flatMap((name) =>
    known
      .filter(({ sets = [] }) => sets.some((beginning) => name.startsWith(beginning)))
      .map((evaluation) => ({ evaluation, folder: join(collection, name) })),
  )
  if (found.length === 0)
    throw new CommandError(
      'nothing-to-measure',
      `Nothing in ${collection} is laid out as an evaluation needs it.`,
    )
  return found
}

const optionsOf = (invocation: Invocation) => {
  const maxDocuments = invocation.count('limit')
  const mode = invocation.text('mode')
  const files = Object.fromEntries(
    (['gold', 'corpus', 'queries', 'qrels'] as const).flatMap((name) => {
      const file = invocation.text(name)
      return file === undefined ? [] : [[name, resolve(file)]]
    }),
  )
  return {
    ...(maxDocuments === undefined ? {} : { maxDocuments }),
    files,
    ...(mode === undefined ? {} : { mode }),
  }
}

const readable = (measured: readonly Measured[], withFailures: boolean): string =>
  [
    table(
      ['evaluation', 'set', 'metric', 'value'],
      measured.flatMap(({ evaluation, set, metrics }) =>
        figuresOf(metrics).map(([metric, value]) => [evaluation, set, metric, shown(value)]),
      ),
    ),
    ...(withFailures ? measured.flatMap(({ failures }) => failures) : []),
  ].join('\n')

const figuresOf = (metrics: Metrics): [string, number][] =>
  Object.entries(metrics).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [[name, value] as [string, number]]
      : Object.entries(value).map(([figure, each]): [string, number] => [`${name} ${figure}`, each]),
  )

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3))
