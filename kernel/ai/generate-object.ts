import { z } from 'zod'
import { AttemptFailure, withRetries } from './attempts.ts'
import type { ChatMessage, ObjectCall, ObjectResult } from './calls.ts'
import { AiError } from './errors.ts'
import { generateOnce, type Answer } from './generate-once.ts'
import { limitOf } from './generate-text.ts'
import { meterFor, modelName, promptOf, type LanguageSource } from './language-source.ts'
import type { Meter } from './meter.ts'
import { readObject, type Reading } from './object-reading.ts'
import { providerOptions } from './providers.ts'

/**
 * Asks the model for an object. An answer that does not fit the schema is sent back once, with what is wrong
 * with it; if the second does not fit either, the call fails with `ai-invalid-output`.
 */
export async function generateObject<S extends z.ZodType>(
  source: LanguageSource,
  call: ObjectCall<S>,
): Promise<ObjectResult<z.output<S>>> {
  const meter = meterFor(source, call)
  const first = await ask(source, call, meter)
  const reading = first.reading.ok ? first.reading : await repair(source, call, meter, first)
  if (!reading.ok) throw invalidOutput(reading, source)
  return { object: reading.object, usage: meter.spent, model: modelName(source), attempts: meter.attempts }
}

interface Asked<T> {
  answer: Answer
  reading: Reading<T>
}

async function repair<S extends z.ZodType>(
  source: LanguageSource,
  call: ObjectCall<S>,
  meter: Meter,
  first: Asked<z.output<S>>,
): Promise<Reading<z.output<S>>> {
  // The offline engine is deterministic, and a provider that blocked the content will block it again.
  if (!source.address || first.answer.stopReason === 'content-filter') return first.reading
  const problems = first.reading.ok ? [] : first.reading.problems
  const turns: readonly ChatMessage[] =
    typeof call.prompt === 'string' ? [{ role: 'user', content: call.prompt }] : call.prompt
  const correction = `That answer cannot be used:\n${problems.map((p) => `- ${p.at}: ${p.what}`).join('\n')}\nAnswer again with the whole JSON, corrected, and nothing else.`
  const prompt: ChatMessage[] = [
    ...turns,
    { role: 'assistant', content: first.answer.text === '' ? '(no answer)' : first.answer.text },
    { role: 'user', content: correction },
  ]
  return (await ask(source, { ...call, prompt }, meter)).reading
}

/** Asks once, retrying where the provider fails. */
async function ask<S extends z.ZodType>(
  source: LanguageSource,
  call: ObjectCall<S>,
  meter: Meter,
): Promise<Asked<z.output<S>>> {
  const schema = z.toJSONSchema(call.schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' })
  let inWords = source.schemasInWords
  let reading: Reading<z.output<S>> = { ok: false, problems: [] }
  const answer = await withRetries(source.rules, { tenant: call.scope.orgId, ...call }, async () => {
    const system = inWords
      ? `${call.system ?? ''}\n\nAnswer with JSON alone, fitting this JSON schema:\n${JSON.stringify(schema)}`
      : call.system
    const request = {
      prompt: promptOf({ ...call, ...(system === undefined ? {} : { system }) }),
      providerOptions,
      ...limitOf(call),
      responseFormat: inWords
        ? ({ type: 'json' } as const)
        : ({ type: 'json', schema, name: 'answer' } as const),
    }
    try {
      const judge = (given: Answer) => {
        reading = readObject(call.schema, given.text)
        return reading.ok
      }
      const given = await generateOnce(source, call, meter, request, judge)
      source.schemasInWords = inWords
      return given
    } catch (error) {
      // Some compatible endpoints know no schemas and answer 400: ask again with the schema in words.
      const refused =
        error instanceof AttemptFailure && (error.failure.status === 400 || error.failure.status === 422)
      if (!refused || inWords || source.address?.provider !== 'compatible') throw error
      inWords = true
      throw new AttemptFailure({ ...error.failure, retry: true })
    }
  })
  return { answer, reading }
}

function invalidOutput(reading: Reading<unknown>, source: LanguageSource): AiError {
  // Only the places: what a schema's own refinement says may quote the document.
  const places = reading.ok ? [] : [...new Set(reading.problems.map((problem) => problem.at))].slice(0, 3)
  const who = source.address ? `The model ${source.address.model}` : 'The offline engine'
  const advice = source.address
    ? ' Try again, allow a longer answer, or choose a stronger model with AI_MODEL.'
    : ''
  return new AiError(
    'ai-invalid-output',
    `${who} did not give an answer of the required shape (wrong at: ${places.join(', ')}).${advice}`,
  )
}
