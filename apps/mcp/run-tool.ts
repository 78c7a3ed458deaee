import { serve, type RequestFacts } from '#kernel/contract/index.ts'
import { parseInput, Refusal, type House } from '#kernel/module/index.ts'
import { placeFor } from './place.ts'
import type { Tool } from './tool.ts'

/**
 * Calls a tool through the same gate as HTTP. Gives the answer as JSON text.
 * @throws Refusal and whatever else the endpoint throws; 413 where the answer is larger than MCP_ANSWER_MAX_BYTES
 */
export const runTool = async (
  house: House,
  facts: RequestFacts,
  tool: Tool,
  given: Record<string, unknown>,
  bound: string | undefined,
): Promise<string> => {
  const { project, organization, ...rest } = given
  const { endpoint, params, query, body, version } = tool.plan(rest)
  const input = {
    params: { ...params, ...placeFor(endpoint, facts, { project, organization }, bound) },
    query: parseInput(endpoint.query, asText(query)),
    body: parseInput(endpoint.body, body),
  }
  const answer = await serve(
    house,
    endpoint,
    { ...facts, ifMatch: version, idempotencyKey: undefined, setHeader: () => undefined },
    input,
  )
  const text = JSON.stringify(answer ?? null)
  const limit = house.config.MCP_ANSWER_MAX_BYTES
  if (Buffer.byteLength(text) > limit)
    throw new Refusal(
      413,
      'answer-too-large',
      `The answer is larger than ${limit} bytes. Ask for less: a smaller limit, or one part.`,
    )
  return text
}

/** A query arrives as text over HTTP; agents write numbers and booleans as such. */
const asText = (value: unknown): unknown => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(asText)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asText(each)]))
  return value
}
