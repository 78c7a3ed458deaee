import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as readAll } from 'node:stream/consumers'
import { z } from 'zod'
import { writeChunk, writeCompletion, writeStream, type Completion } from './chat-completion.ts'
import type { ReceivedRequest, Reply, Responder } from './replies.ts'
import { wordVector } from './simulated-embeddings.ts'

export * from './replies.ts'

/** A model provider on this machine that speaks OpenAI's API over real HTTP and behaves as told. */
export interface SimulatedProvider {
  /** Base address, for `compatible:NAME@URL`. */
  url: string
  /** Every request received, oldest first. */
  requests: ReceivedRequest[]
  /** Requests being answered now: 0 once a cancelled call's connection is closed. */
  readonly open: number
  /** The most requests that were ever open at once. */
  readonly peak: number
  /** Queues answers for the next requests, one each. */
  enqueue(...replies: Reply[]): void
  close(): Promise<void>
}

/** Behavior of the provider where no answer is queued. */
export interface SimulatedProviderOptions {
  /** Default: an echo of the last user message, and vectors for embeddings. */
  respond?: Responder
  /** Dimensions of vectors where the request names none; 8 by default. */
  dimensions?: number
}

/** Starts a provider on a free port of the loopback interface. */
export async function startSimulatedProvider(
  options: SimulatedProviderOptions = {},
): Promise<SimulatedProvider> {
  const queue: Reply[] = []
  const requests: ReceivedRequest[] = []
  let open = 0
  let peak = 0

  const server = createServer(async (incoming, response) => {
    open += 1
    peak = Math.max(peak, open)
    response.on('close', () => (open -= 1))
    const request = await receive(incoming)
    requests.push(request)
    const queued = queue.shift()
    if (!queued && request.path.endsWith('/embeddings'))
      return writeEmbeddings(response, request, options.dimensions ?? 8)
    await answer(response, request, queued ?? options.respond?.(request) ?? { kind: 'echo' })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    get open() {
      return open
    },
    get peak() {
      return peak
    },
    enqueue: (...replies) => void queue.push(...replies),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(response: ServerResponse, request: ReceivedRequest, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'status':
      return writeStatus(response, reply)
    case 'vectors':
      return writeVectors(response, reply.vectors)
    case 'garbage':
      response.setHeader('content-type', 'text/html')
      return void response.end('<html>It works!</html>')
    case 'hang':
      if (reply.after !== undefined) writeChunk(response, { content: reply.after })
      return
    case 'cut':
      if (reply.after !== undefined) writeChunk(response, { content: reply.after })
      return void setImmediate(() => response.destroy())
    default: {
      const write = request.body['stream'] === true ? writeStream : writeCompletion
      return write(response, request, completionOf(reply, request))
    }
  }
}

function completionOf(
  reply: Extract<Reply, { kind: 'text' | 'object' | 'obedient' | 'echo' }>,
  request: ReceivedRequest,
): Completion {
  const plain = {
    usage: { input: Math.ceil(request.prompt.length / 4), output: 10 },
    stopReason: 'stop',
    pieces: 4,
    delayMs: 0,
  }
  switch (reply.kind) {
    case 'echo':
      return { ...plain, text: request.lastUserMessage }
    case 'obedient':
      return { ...plain, text: lastOrder(request.prompt) ?? request.lastUserMessage }
    case 'object':
      return { ...plain, ...reply, text: JSON.stringify(reply.object) }
    default:
      return { ...plain, ...reply }
  }
}

function lastOrder(prompt: string): string | undefined {
  return [...prompt.matchAll(/\breply with:?\s+(.+)/gi)].at(-1)?.[1]?.trim()
}

function writeStatus(response: ServerResponse, reply: Extract<Reply, { kind: 'status' }>): void {
  if (reply.retryAfter !== undefined) response.setHeader('retry-after', reply.retryAfter)
  response.writeHead(reply.status, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({
      error: { message: reply.message ?? 'simulated failure', type: 'simulated', code: reply.code ?? null },
    }),
  )
}

const embeddingInput = z.object({ input: z.array(z.string()), dimensions: z.int().optional() })

function writeEmbeddings(response: ServerResponse, request: ReceivedRequest, dimensions: number): void {
  const { input, dimensions: wanted } = embeddingInput.parse(request.body)
  const vectors = input.map((text) => wordVector(text, wanted ?? dimensions))
  writeVectors(response, vectors, Math.ceil(input.join('').length / 4))
}

function writeVectors(response: ServerResponse, vectors: number[][], tokens = vectors.length): void {
  response.setHeader('content-type', 'application/json')
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }))
  response.end(
    JSON.stringify({
      object: 'list',
      model: 'simulated',
      data,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    }),
  )
}

const part = z.object({ text: z.string().default('') })
const received = z.looseObject({
  messages: z
    .array(z.object({ role: z.string(), content: z.union([z.string(), z.array(part)]).nullish() }))
    .default([]),
})

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const body = received.parse(JSON.parse((await readAll(incoming)) || '{}'))
  const turns = body.messages.map(({ role, content }) => ({
    role,
    words: typeof content === 'string' ? content : (content ?? []).map(({ text }) => text).join(''),
  }))
  return {
    path: incoming.url ?? '',
    headers: incoming.headers,
    body,
    prompt: turns.map(({ words }) => words).join('\n'),
    lastUserMessage: turns.findLast(({ role }) => role === 'user')?.words ?? '',
  }
}
