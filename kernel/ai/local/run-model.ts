import { readFile } from 'node:fs/promises'
import { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { loadRuntime, openSession, type FoundRuntime, type OnnxSession } from '../onnx/runtime.ts'
import { meanOf, windowsOf } from '../packaged/windows.ts'
import type { LocalModel } from './model-folder.ts'
import { normalized, pool } from './pooling.ts'

/** What a thread needs to run a model. */
export interface LocalWork {
  model: LocalModel
  runtime: FoundRuntime
  /** cores that one batch keeps busy */
  threads: number
  /** windows of text that go through the graph at once */
  batch: number
}

/** Characters of a window tried first, per token that the model reads: English has about 4.5. */
const charactersPerToken = 4.5

/** A piece of a text that the model reads at once. */
interface Piece {
  of: number
  ids: number[]
  weight: number
}

/**
 * Loads a model. What is returned gives one vector per text, of texts of any length: those longer than the model reads
 * are cut, and the vectors of their pieces averaged by length.
 * @throws Error where the files of the model or the runtime cannot be loaded
 */
export const openLocalModel = async ({
  model,
  runtime,
  threads,
  batch,
}: LocalWork): Promise<(texts: readonly string[]) => Promise<Float32Array[]>> => {
  const loaded = await loadRuntime(runtime)
  const session = await openSession(loaded, runtime.kind, model.graph, threads)
  const tokenizer = await openTokenizer(model)
  const embedBatch = async (pieces: readonly Piece[]): Promise<Float32Array[]> => {
    const longest = Math.max(...pieces.map(({ ids }) => ids.length))
    const tensor = (value: (ids: readonly number[], at: number) => number) =>
      new loaded.Tensor(
        'int64',
        BigInt64Array.from(
          pieces.flatMap(({ ids }) => Array.from({ length: longest }, (_, at) => BigInt(value(ids, at)))),
        ),
        [pieces.length, longest],
      )
    const feeds = {
      input_ids: tensor((ids, at) => ids[at] ?? tokenizer.padding),
      attention_mask: tensor((ids, at) => (at < ids.length ? 1 : 0)),
      token_type_ids: tensor(() => 0),
      position_ids: tensor((_, at) => at),
    }
    const wanted = Object.entries(feeds).filter(([name]) => session.inputNames.includes(name))
    const given = await session.run(Object.fromEntries(wanted))
    const output = given[outputOf(session)]
    if (!output || !(output.data instanceof Float32Array)) throw new Error('the graph gives no floats')
    const vectors = pool(
      { data: output.data, dims: output.dims },
      pieces.map(({ ids }) => ids.length),
      model.pooling,
    )
    return model.normalize ? vectors.map(normalized) : vectors
  }
  return async (texts) => {
    // neighbors of like length waste least on padding
    const pieces = texts
      .flatMap((text, of) => piecesOf(text, of, tokenizer.encode, model.maxTokens))
      .toSorted((x, y) => x.ids.length - y.ids.length)
    const parts = texts.map((): { vector: Float32Array; weight: number }[] => [])
    for (let from = 0; from < pieces.length; from += batch) {
      const together = pieces.slice(from, from + batch)
      const vectors = await embedBatch(together)
      together.forEach(({ of, weight }, at) => {
        const vector = vectors[at]
        if (vector) parts[of]?.push({ vector, weight })
      })
    }
    return parts.map(meanOf)
  }
}

/** Cuts a text until each piece has no more tokens than the model reads. */
const piecesOf = (
  text: string,
  of: number,
  encode: (text: string) => number[],
  maxTokens: number,
  longest = Math.floor(maxTokens * charactersPerToken),
): Piece[] =>
  windowsOf(text, longest).flatMap((window) => {
    const ids = encode(window)
    if (ids.length <= maxTokens) return [{ of, ids, weight: window.length }]
    // a lone word can have more tokens than fit: its end is left off
    if (window.length <= 16) return [{ of, ids: ids.slice(0, maxTokens), weight: window.length }]
    return piecesOf(window, of, encode, maxTokens, Math.ceil(window.length / 2))
  })

/** The output that is used: sentences where the graph pools by itself, else tokens. */
const outputOf = ({ outputNames }: OnnxSession): string =>
  ['sentence_embedding', 'last_hidden_state', 'token_embeddings'].find((name) =>
    outputNames.includes(name),
  ) ??
  outputNames[0] ??
  ''

const tokenizerFile = z.looseObject({ padding: z.looseObject({ pad_id: z.int() }).nullish() })
const anyObject = z.looseObject({})

const openTokenizer = async ({
  tokenizer,
}: LocalModel): Promise<{ encode(text: string): number[]; padding: number }> => {
  const json = tokenizerFile.parse(JSON.parse(await readFile(tokenizer.model, 'utf8')))
  const settings = tokenizer.settings ? JSON.parse(await readFile(tokenizer.settings, 'utf8')) : {}
  const opened = new Tokenizer(json, anyObject.parse(settings))
  return {
    // a graph cannot run over no token at all
    encode: (text) => {
      const { ids } = opened.encode(text)
      return ids.length > 0 ? ids : [json.padding?.pad_id ?? 0]
    },
    padding: json.padding?.pad_id ?? 0,
  }
}
