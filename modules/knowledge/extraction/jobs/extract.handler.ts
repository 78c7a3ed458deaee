import type { JobRun } from '#kernel/jobs/index.ts'
import { markFailed, markProcessed, sourceOf } from '#modules/knowledge/artifacts/index.ts'
import { extractWithModel, type ExtractionResult, type ExtractionSource } from '../engine/index.ts'
import { estimateExtraction, type ExtractionEstimate } from '../estimate.ts'
import { findingsStored } from '../events.ts'
import { storeFindings } from '../store.ts'
import { extractInThread } from './extraction-thread.ts'

interface Input {
  artifact_id: string
  engine?: 'offline' | 'model' | undefined
  accepted_tokens?: number | undefined
}

/** Reads the stored text, extracts outside of any transaction, and writes findings and state together. */
export const run = async (job: JobRun, input: Input): Promise<unknown> => {
  const read = await job.transaction(async (context) => {
    const source = await sourceOf(context, input.artifact_id)
    return source && { source, estimate: await estimateExtraction(context, source) }
  })
  if (!read) return { skipped: 'the artifact has no text' }
  const { engine, found } = await extract(job, input, read)
  await job.transaction(async (context) => {
    await storeFindings(context, input.artifact_id, found, read.source.text)
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
    engine,
    persons: found.persons.length,
    organizations: found.organizations.length,
    places: found.places.length,
    facts: found.facts.length,
    topics: found.topics.length,
    insights: found.insights.length,
    dropped: found.dropped,
  }
}

interface Read {
  source: ExtractionSource
  estimate: ExtractionEstimate
}

/** With the model as far as estimate and ceiling allow, else offline; the engine's name says which it was and why. */
const extract = async (
  job: JobRun,
  input: Input,
  { source, estimate }: Read,
): Promise<{ engine: string; found: ExtractionResult }> => {
  const offline = async (why?: string): Promise<{ engine: string; found: ExtractionResult }> => ({
    engine: why ? `offline (${why})` : 'offline',
    found: await extractInThread(job.house, source, job.signal),
  })
  if (estimate.engine === 'offline' || input.engine === 'offline') return offline()
  if (!estimate.allowed) return offline('over the ceiling of tokens')
  const tokens = estimate.input_tokens + estimate.output_tokens
  if (estimate.needs_confirmation && (input.accepted_tokens ?? 0) < tokens)
    return offline('reading with the model waits for confirmation')
  try {
    return {
      engine: estimate.model ?? 'model',
      found: await extractByModel(job, source, input.artifact_id, estimate),
    }
  } catch (error) {
    if (error instanceof CeilingReached) return offline('the ceiling of tokens was reached')
    throw error
  }
}

/** The model took more tokens than one file may. */
class CeilingReached extends Error {}

const extractByModel = async (
  job: JobRun,
  source: ExtractionSource,
  artifactId: string,
  { ceiling_tokens }: ExtractionEstimate,
): Promise<ExtractionResult> => {
  const scope = await job.transaction(async (context) => ({
    orgId: context.scope.orgId,
    projectId: context.project.id,
    runId: job.runId,
  }))
  let part = 0
  let spent = 0
  try {
    return await extractWithModel(
      source,
      async ({ purpose, system, prompt, schema }) => {
        if (spent > ceiling_tokens) throw new CeilingReached()
        part += 1
        const { object, usage } = await job.house.ai.generateObject({
          scope,
          purpose,
          system,
          prompt,
          schema,
          signal: job.signal,
          correlationId: job.runId,
          idempotencyKey: `${job.runId}:${job.attempt}:${part}`,
        })
        spent += usage.input + usage.output
        return object
      },
      { signal: job.signal, onPart: (done, of) => job.progress(done / of, `part ${done} of ${of}`) },
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
