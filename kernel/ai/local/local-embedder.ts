import { cancelled } from '../attempts.ts'
import type { Embedder } from '../embed.ts'
import { AiError } from '../errors.ts'
import { findRuntime, installRuntime, type FoundRuntime } from '../onnx/runtime.ts'
import { createWorkerPool } from '../workers/worker-pool.ts'
import { ModelFolderError, readModelFolder, type LocalModel } from './model-folder.ts'
import type { LocalWork } from './run-model.ts'

/** A local model and its memory. */
export interface LocalEmbedder extends Embedder {
  /** 1 while the model is loaded, else 0 */
  readonly threads: number
  close(): Promise<void>
}

/** How a local model is run. */
export interface LocalOptions {
  folder: string
  /** the name it is shown by; that of the folder where absent */
  name?: string | undefined
  /** cores that one batch keeps busy */
  threads: number
  /** windows of text that go through the graph at once */
  batch: number
  /** milliseconds after which it is unloaded when nobody asks */
  idleMs: number
  /** instead of the prompts that the model's folder names */
  prompts?: { query?: string | undefined; passage?: string | undefined }
  /** where ONNX Runtime is; looked for where absent */
  runtime?: FoundRuntime | undefined
}

/**
 * A transformer model in a folder, run by ONNX Runtime in a process of its own: no network, no cost.
 * @throws AiError `ai-misconfigured` where the folder is not a model or ONNX Runtime is not installed
 */
export const createLocalEmbedder = (options: LocalOptions): LocalEmbedder => {
  const model = modelIn(options)
  const runtime = options.runtime ?? findRuntime()
  if (!runtime)
    throw misconfigured(
      `names a local model, which ONNX Runtime runs, and that is not installed. ${installRuntime}`,
    )
  const prompts = {
    query: options.prompts?.query ?? model.prompts.query,
    passage: options.prompts?.passage ?? model.prompts.passage,
  }
  const work: LocalWork = { model, runtime, threads: options.threads, batch: options.batch }
  const pool = createWorkerPool(
    { script: new URL('./local.worker.ts', import.meta.url), data: work },
    1,
    options.idleMs,
  )
  return {
    model: model.name,
    dimensions: model.dimensions,
    get threads() {
      return pool.size
    },
    promptFor: (side) => prompts[side],
    // cancelled between batches; neighbors of like length waste least on padding
    async batches(texts) {
      const ordered = texts.toSorted((x, y) => x.text.length - y.text.length)
      return Array.from({ length: Math.ceil(ordered.length / options.batch) }, (_, at) =>
        ordered.slice(at * options.batch, (at + 1) * options.batch),
      )
    },
    async embed(call, texts) {
      if (call.signal?.aborted) throw cancelled()
      const all = await pool.run([...texts]).catch((error: unknown) => {
        throw failed(model, error)
      })
      const dimensions = all.length / texts.length
      return texts.map((_, at) => all.slice(at * dimensions, (at + 1) * dimensions))
    },
    close: () => pool.close(),
  }
}

const modelIn = ({ folder, name }: LocalOptions): LocalModel => {
  try {
    return readModelFolder(folder, name)
  } catch (error) {
    if (error instanceof ModelFolderError)
      throw misconfigured(`names a model that cannot be used: ${error.message}`)
    throw error
  }
}

const misconfigured = (message: string): AiError =>
  new AiError('ai-misconfigured', `AI_EMBEDDING_MODEL ${message}`)

const failed = (model: LocalModel, error: unknown): AiError =>
  new AiError(
    'ai-unavailable',
    `The local embedding model ${model.name} stopped: ${error instanceof Error ? error.message.slice(0, 300) : 'unknown'}. Check that its files are whole and that the process has memory for it, or choose another AI_EMBEDDING_MODEL.`,
    { retryable: true },
  )
