import { answerJobs } from '../workers/answer-jobs.ts'
import { openLocalModel, type LocalWork } from './run-model.ts'

answerJobs(async (work: LocalWork) => {
  const embed = await openLocalModel(work)
  return async (texts) => {
    const vectors = await embed(texts)
    const all = new Float32Array(vectors.length * (vectors[0]?.length ?? 0))
    for (const [at, vector] of vectors.entries()) all.set(vector, at * vector.length)
    return all
  }
})
