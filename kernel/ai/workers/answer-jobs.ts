import type { EmbedAnswer, EmbedJob } from './worker.ts'

/** Turns texts into their vectors, one after the other. */
export type Encoder = (texts: readonly string[]) => Promise<Float32Array<ArrayBuffer>>

/** The other side of `startWorker`: opens an encoder out of what the process was given, and answers until nobody listens. */
export const answerJobs = (open: (data: unknown) => Promise<Encoder>): void => {
  const encoder = open(JSON.parse(process.argv[2] ?? 'null'))
  // told to whoever asks first
  encoder.catch(() => undefined)
  process.on('disconnect', () => process.exit())
  process.on('message', async (job: EmbedJob) => {
    const answer = await answerTo(encoder, job)
    if (process.connected) process.send?.(answer)
  })
}

const answerTo = async (encoder: Promise<Encoder>, { id, texts }: EmbedJob): Promise<EmbedAnswer> => {
  try {
    return { id, vectors: await (await encoder)(texts) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : 'unknown' }
  }
}
