import { z } from 'zod'
import { answerJobs } from '../workers/answer-jobs.ts'
import { openLocalModel, type LocalWork } from './run-model.ts'

// both sides are of one version and one process starts the other: only that something was given can go wrong
const work = z.custom<LocalWork>((given) => typeof given === 'object' && given !== null)

answerJobs(async (data) => {
  const embed = await openLocalModel(work.parse(data))
  return async (texts) => {
    const vectors = await embed(texts)
    const all = new Float32Array(vectors.length * (vectors[0]?.length ?? 0))
    for (const [at, vector] of vectors.entries()) all.set(vector, at * vector.length)
    return all
  }
})
