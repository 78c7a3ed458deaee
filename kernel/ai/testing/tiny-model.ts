import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeModel, type GraphNode } from '../onnx/model-writer.ts'

/** What a small model knows. */
export interface TinyModel {
  /** words that mean the same, in lower case; all others are unknown to it */
  meanings: readonly (readonly string[])[]
  dimensions?: number
  /** tokens that it reads at once */
  maxTokens?: number
  pooling?: 'mean' | 'cls'
  prompts?: Record<string, string>
}

const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']

/**
 * The files of a model of our own making, by their paths in its folder: an embedding of words whose weights follow from
 * the words themselves, laid out as Sentence Transformers does. It runs like any other, and knows a few words.
 */
export const tinyModelFiles = ({
  meanings,
  dimensions = 16,
  maxTokens = 64,
  pooling = 'mean',
  prompts,
}: TinyModel): Map<string, Uint8Array> => {
  const words = meanings.flatMap((same) => same.map((word) => ({ word, meaning: same[0] ?? word })))
  const vocabulary = [...special, ...words.map(({ word }) => word)]
  const rows = [
    ...special.map(() => new Float32Array(dimensions)),
    ...words.map(({ meaning }) => directionOf(meaning, dimensions)),
  ]
  const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
  return new Map([
    [
      'config.json',
      json({ model_type: 'tiny', hidden_size: dimensions, max_position_embeddings: maxTokens }),
    ],
    ['tokenizer.json', json(tokenizerOf(vocabulary))],
    [
      'tokenizer_config.json',
      json({ model_max_length: maxTokens, tokenizer_class: 'PreTrainedTokenizerFast' }),
    ],
    [
      'modules.json',
      json([
        { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
        { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
        { idx: 2, name: '2', path: '2_Normalize', type: 'sentence_transformers.models.Normalize' },
      ]),
    ],
    [
      '1_Pooling/config.json',
      json({
        word_embedding_dimension: dimensions,
        pooling_mode_cls_token: pooling === 'cls',
        pooling_mode_mean_tokens: pooling === 'mean',
      }),
    ],
    ...(prompts ? [['config_sentence_transformers.json', json({ prompts })] as const] : []),
    ['onnx/model.onnx', graphOf(rows, dimensions)],
  ])
}

/** Writes a small model into a folder. */
export const writeTinyModel = async (folder: string, model: TinyModel): Promise<void> => {
  for (const [file, content] of tinyModelFiles(model)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), content)
  }
}

/** A direction that follows from a word: two words have nearly nothing in common. */
const directionOf = (word: string, dimensions: number): Float32Array => {
  const bytes = Buffer.concat(
    Array.from({ length: Math.ceil(dimensions / 32) }, (_, part) =>
      createHash('sha256').update(`${part} ${word}`).digest(),
    ),
  )
  return Float32Array.from({ length: dimensions }, (_, at) => (bytes[at] ?? 0) / 127.5 - 1)
}

/** Looks the vector of each token up and blanks those that are padding. */
const graphOf = (rows: readonly Float32Array[], dimensions: number): Uint8Array => {
  const table = new Float32Array(rows.length * dimensions)
  for (const [at, row] of rows.entries()) table.set(row, at * dimensions)
  const nodes: GraphNode[] = [
    { operator: 'Gather', inputs: ['table', 'input_ids'], outputs: ['tokens'] },
    { operator: 'Cast', inputs: ['attention_mask'], outputs: ['mask'], attributes: { to: 1 } },
    { operator: 'Unsqueeze', inputs: ['mask', 'last'], outputs: ['column'] },
    { operator: 'Mul', inputs: ['tokens', 'column'], outputs: ['last_hidden_state'] },
  ]
  return writeModel({
    name: 'tiny',
    nodes,
    constants: [
      { name: 'table', shape: [rows.length, dimensions], values: table },
      { name: 'last', shape: [1], values: BigInt64Array.of(-1n) },
    ],
    inputs: ['input_ids', 'attention_mask'].map((name) => ({
      name,
      type: 'int64',
      shape: ['texts', 'tokens'],
    })),
    outputs: [{ name: 'last_hidden_state', type: 'float', shape: ['texts', 'tokens', dimensions] }],
  })
}

/** The tokenizer in the form that Hugging Face's tokenizers read: words in lower case, between two special tokens. */
const tokenizerOf = (vocabulary: readonly string[]) => ({
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: special.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: null,
  model: {
    type: 'WordLevel',
    vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    unk_token: '[UNK]',
  },
})
