import { parentPort, workerData } from 'node:worker_threads'
import { openLocalModel, type LocalWork } from './run-model.ts'
import type { EmbedAnswer, EmbedJob } from '../threads/thread.ts'

const { model, runtime, threads, batch }: LocalWork = workerData
const opened = openLocalModel({ model, runtime, threads, batch })
// told to whoever asks first
opened.catch(() => undefined)

parentPort?.on('message', async (job: EmbedJob) => {
  const answer = await embed(job)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answer, 'vectors' in answer ? [answer.vectors.buffer] : [])
})

async function embed({ id, texts }: EmbedJob): Promise<EmbedAnswer> {
  try {
    const vectors = await (await opened)(texts)
    const [first] = vectors
    const all = new Float32Array(vectors.length * (first?.length ?? 0))
    for (const [at, vector] of vectors.entries()) all.set(vector, at * vector.length)
    return { id, vectors: all }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : 'unknown' }
  }
}
