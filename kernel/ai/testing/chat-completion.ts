import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { ReceivedRequest, SimulatedUsage } from './replies.ts'

/** An answer ready to be written in the form of OpenAI's chat completions. */
export interface Completion {
  text: string
  usage: SimulatedUsage | null
  stopReason: string
  pieces: number
  delayMs: number
}

/** Writes a whole answer. */
export async function writeCompletion(
  response: ServerResponse,
  request: ReceivedRequest,
  completion: Completion,
): Promise<void> {
  await wait(completion.delayMs)
  const tool = firstTool(request)
  const message = tool
    ? { role: 'assistant', content: null, tool_calls: [toolCall(tool, completion.text)] }
    : { role: 'assistant', content: completion.text }
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({
      ...envelope('chat.completion'),
      choices: [{ index: 0, message, finish_reason: tool ? 'tool_calls' : completion.stopReason }],
      ...usageOf(completion.usage),
    }),
  )
}

/** Writes an answer piece by piece, as server-sent events. */
export async function writeStream(
  response: ServerResponse,
  request: ReceivedRequest,
  completion: Completion,
): Promise<void> {
  const tool = firstTool(request)
  if (tool) writeChunk(response, { tool_calls: [{ index: 0, ...toolCall(tool, completion.text) }] })
  else {
    for (const piece of cut(completion.text, completion.pieces)) {
      if (response.destroyed) return
      writeChunk(response, { content: piece })
      await wait(completion.delayMs)
    }
  }
  writeChunk(response, {}, tool ? 'tool_calls' : completion.stopReason)
  if (completion.usage)
    writeEvent(response, { ...envelope('chat.completion.chunk'), choices: [], ...usageOf(completion.usage) })
  response.end('data: [DONE]\n\n')
}

/** Writes one piece of a stream, opening it where needed. */
export function writeChunk(
  response: ServerResponse,
  delta: object,
  finishReason: string | null = null,
): void {
  const choices = [{ index: 0, delta: { role: 'assistant', ...delta }, finish_reason: finishReason }]
  writeEvent(response, { ...envelope('chat.completion.chunk'), choices })
}

function writeEvent(response: ServerResponse, event: object): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(`data: ${JSON.stringify(event)}\n\n`)
}

function envelope(object: string) {
  return { id: 'simulated', object, created: 1_700_000_000, model: 'simulated' }
}

function usageOf(usage: SimulatedUsage | null) {
  if (!usage) return {}
  return {
    usage: {
      prompt_tokens: usage.input,
      completion_tokens: usage.output,
      total_tokens: usage.input + usage.output,
      prompt_tokens_details: { cached_tokens: usage.cacheRead ?? 0 },
      completion_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
    },
  }
}

function firstTool({ body }: ReceivedRequest): string | undefined {
  const tools: unknown[] = Array.isArray(body['tools']) ? body['tools'] : []
  const [tool] = tools
  if (typeof tool !== 'object' || tool === null || !('function' in tool)) return undefined
  const declared = tool.function
  if (typeof declared !== 'object' || declared === null || !('name' in declared)) return undefined
  return typeof declared.name === 'string' ? declared.name : undefined
}

function toolCall(name: string, text: string) {
  return { id: 'call_1', type: 'function', function: { name, arguments: text } }
}

function cut(text: string, pieces: number): string[] {
  const size = Math.max(1, Math.ceil(text.length / pieces))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size))
}
