import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'

/** How one vector is made of those of the tokens. */
export type Pooling = 'mean' | 'cls' | 'max' | 'last'

/** A transformer model in a folder, laid out as model hubs do. */
export interface LocalModel {
  /** under which its vectors are stored; differs when the files differ */
  name: string
  /** path of the graph */
  graph: string
  /** paths of `tokenizer.json` and, where there is one, `tokenizer_config.json` */
  tokenizer: { model: string; settings: string | undefined }
  pooling: Pooling
  /** whether vectors are brought to length 1 */
  normalize: boolean
  /** tokens that the model reads at once, the special ones included */
  maxTokens: number
  dimensions: number | undefined
  /** what is written before a question and before a passage, where the model was trained so */
  prompts: { query: string; passage: string }
}

/** A folder that cannot be used as a model; the message says what is missing. */
export class ModelFolderError extends Error {
  override readonly name = 'ModelFolderError'
}

/** Graphs by their usual places, the whole one before smaller ones. */
export const graphs = ['onnx/model.onnx', 'model.onnx', 'onnx/model_quantized.onnx', 'model_quantized.onnx']

/** Tokens read at once where the folder does not say. */
const usualTokens = 512

const architecture = z.looseObject({
  hidden_size: z.int().positive().optional(),
  max_position_embeddings: z.int().positive().optional(),
})
const sentenceLimits = z.looseObject({ max_seq_length: z.int().positive().nullish() })
const tokenizerLimits = z.looseObject({ model_max_length: z.number().positive().nullish() })
const steps = z.array(z.looseObject({ path: z.string(), type: z.string() }))
const poolingSettings = z.looseObject({
  word_embedding_dimension: z.int().positive().optional(),
  pooling_mode_cls_token: z.boolean().optional(),
  pooling_mode_mean_tokens: z.boolean().optional(),
  pooling_mode_max_tokens: z.boolean().optional(),
  pooling_mode_lasttoken: z.boolean().optional(),
})
const promptSettings = z.looseObject({ prompts: z.record(z.string(), z.string()).nullish() })

/**
 * Reads what a folder says of its model: `config.json`, `tokenizer.json`, a graph, and the files of Sentence
 * Transformers (`modules.json`, `1_Pooling/config.json`, `sentence_bert_config.json`,
 * `config_sentence_transformers.json`) where they are there. Loads nothing.
 * @throws ModelFolderError
 */
export const readModelFolder = (folder: string, name = basename(folder)): LocalModel => {
  if (!existsSync(folder)) throw new ModelFolderError(`There is no folder ${folder}.`)
  const graph = graphs.map((file) => join(folder, file)).find(existsSync) ?? onlyGraph(join(folder, 'onnx'))
  if (graph === undefined)
    throw new ModelFolderError(`${folder} holds no ONNX graph: looked for ${graphs.join(', ')}.`)
  const tokenizer = join(folder, 'tokenizer.json')
  if (!existsSync(tokenizer)) throw new ModelFolderError(`${folder} holds no tokenizer.json.`)
  const settings = join(folder, 'tokenizer_config.json')
  const config = readJson(folder, 'config.json', architecture) ?? {}
  const made = readJson(folder, 'modules.json', steps)
  const odd = made?.find(({ type }) => !/\.(Transformer|Pooling|Normalize)$/.test(type))
  if (odd)
    throw new ModelFolderError(
      `${folder} needs a step ${odd.type} after the graph, which is not supported. Export the model with that step inside the graph.`,
    )
  const pooled = readJson(
    folder,
    `${made?.find(({ type }) => type.endsWith('.Pooling'))?.path ?? '1_Pooling'}/config.json`,
    poolingSettings,
  )
  const limit = readJson(folder, 'sentence_bert_config.json', sentenceLimits)?.max_seq_length
  return {
    name: `local:${name}@${fingerprintOf([graph, tokenizer, ...described.map((file) => join(folder, file))])}`,
    graph,
    tokenizer: { model: tokenizer, settings: existsSync(settings) ? settings : undefined },
    pooling: poolingOf(folder, pooled),
    normalize: made?.some(({ type }) => type.endsWith('.Normalize')) ?? true,
    maxTokens: Math.min(
      limit ?? readJson(folder, 'tokenizer_config.json', tokenizerLimits)?.model_max_length ?? usualTokens,
      config.max_position_embeddings ?? usualTokens,
    ),
    dimensions: pooled?.word_embedding_dimension ?? config.hidden_size,
    prompts: promptsOf(readJson(folder, 'config_sentence_transformers.json', promptSettings)?.prompts ?? {}),
  }
}

/** The graph of a folder that has one under a name of its own. */
const onlyGraph = (folder: string): string | undefined => {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.onnx')) : []
  return found.length === 1 && found[0] !== undefined ? join(folder, found[0]) : undefined
}

/** Small files that change what vectors mean. */
const described = [
  'config.json',
  'tokenizer_config.json',
  'modules.json',
  '1_Pooling/config.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
]

const readJson = <T>(folder: string, file: string, schema: z.ZodType<T>): T | undefined => {
  const path = join(folder, file)
  if (!existsSync(path)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new ModelFolderError(`${path} is not what models have under that name.`)
  }
}

const poolingOf = (folder: string, settings: z.output<typeof poolingSettings> | undefined): Pooling => {
  if (!settings) return 'mean'
  const chosen = (
    [
      ['cls', settings.pooling_mode_cls_token],
      ['mean', settings.pooling_mode_mean_tokens],
      ['max', settings.pooling_mode_max_tokens],
      ['last', settings.pooling_mode_lasttoken],
    ] as const
  ).flatMap(([pooling, isChosen]) => (isChosen ? [pooling] : []))
  const [only] = chosen
  if (only !== undefined && chosen.length === 1) return only
  throw new ModelFolderError(
    `${folder} pools in a way that is not supported: one of mean, cls, max and last token is.`,
  )
}

const promptsOf = (prompts: Readonly<Record<string, string>>): LocalModel['prompts'] => ({
  query: prompts['query'] ?? '',
  passage: prompts['passage'] ?? prompts['document'] ?? '',
})

/** Bytes read at either end of a file: weights are long, and reading all of them at every start would be slow. */
const readAtEnds = 65_536

/** Twelve digits that differ when the files differ, going by their sizes and both of their ends. */
const fingerprintOf = (files: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const file of files.filter(existsSync)) {
    const { size } = statSync(file)
    hash.update(`${basename(file)} ${size}\n`)
    const handle = openSync(file, 'r')
    try {
      for (const from of [0, Math.max(0, size - readAtEnds)]) {
        const part = Buffer.alloc(Math.min(readAtEnds, size))
        hash.update(part.subarray(0, readSync(handle, part, 0, part.length, from)))
      }
    } finally {
      closeSync(handle)
    }
  }
  return hash.digest('hex').slice(0, 12)
}
