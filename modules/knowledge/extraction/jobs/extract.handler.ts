import type { JobRun } from '#kernel/jobs/index.ts'
import { markFailed, markProcessed, sourceOf } from '#modules/knowledge/artifacts/index.ts'
import { extractWithModel, type ExtractionResult, type ExtractionSource } from '../engine/index.ts'
import { findingsStored } from '../events.ts'
import { extractInThread } from './extraction-thread.ts'
import { storeFindings } from '../store.ts'

/** Reads the stored text, extracts outside of any transaction, and writes findings and state together. */
export const run = async (job: JobRun, input: { artifact_id: string }): Promise<unknown> => {
  const source = await job.transaction((context) => sourceOf(context, input.artifact_id))
  if (!source) return { skipped: 'the artifact has no text' }
  const { offline, model } = job.house.ai.describe()
  const engine = offline ? 'offline' : model
  const found = offline
    ? await extractInThread(job.house, source, job.signal)
    : await extractByModel(job, source, input.artifact_id)
  await job.transaction(async (context) => {
    await storeFindings(context, input.artifact_id, found)
    await markProcessed(context, input.artifact_id, {
      engine,
      person_count: found.persons.length,
      fact_count: found.facts.length,
      topic_count: found.topics.length,
      insight_count: found.insights.length,
      dropped_count: found.dropped.count,
    })
    context.emit(
      findingsStored(
        { artifact_id: input.artifact_id, engine, insights: found.insights.length },
        { entityId: input.artifact_id },
      ),
    )
  })
  return {
    persons: found.persons.length,
    facts: found.facts.length,
    topics: found.topics.length,
    insights: found.insights.length,
    dropped: found.dropped,
  }
}

const extractByModel = async (
  job: JobRun,
  source: ExtractionSource,
  artifactId: string,
): Promise<ExtractionResult> => {
  const scope = await job.transaction(async (context) => ({
    orgId: context.scope.orgId,
    projectId: context.project.id,
    runId: job.runId,
  }))
  let part = 0
  try {
    return await extractWithModel(
      source,
      async ({ purpose, system, prompt, schema }) => {
        part += 1
        const { object } = await job.house.ai.generateObject({
          scope,
          purpose,
          system,
          prompt,
          schema,
          signal: job.signal,
          correlationId: job.runId,
          idempotencyKey: `${job.runId}:${job.attempt}:${part}`,
        })
        return object
      },
      { signal: job.signal },
    )
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: 'unknown' }
    if (error instanceof Error && error.name === 'AiError')
      await job.transaction((context) =>
        markFailed(context, artifactId, 'model-failed', `The model could not read this file: ${message}`),
      )
    throw error
  }
}
