import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

const marker = 'zanzibar-quartz-4711'

let installation: TestInstallation
let tenant: Tenant
let other: Tenant
let reader: Tenant
const clients: Client[] = []

const textContent = z.object({
  isError: z.boolean().optional(),
  content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })]),
})

interface Called {
  isError: boolean
  answer: Record<string, unknown>
}

const connect = async (key: string, query = ''): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' })
  clients.push(client)
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${installation.url}/mcp${query}`), {
      requestInit: { headers: { authorization: `Bearer ${key}` } },
    }),
  )
  return client
}

const call = async (client: Client, name: string, args: Record<string, unknown> = {}): Promise<Called> => {
  const answered = textContent.parse(await client.callTool({ name, arguments: args }))
  return {
    isError: answered.isError ?? false,
    answer: z.record(z.string(), z.unknown()).parse(JSON.parse(answered.content[0].text)),
  }
}

const risk = { title: `Risk ${marker}`, probability: 'high', impact: 'low' }

beforeAll(async () => {
  installation = await openTestInstallation({ MCP_ANSWER_MAX_BYTES: '64K' })
  tenant = await installation.tenant()
  other = await installation.tenant()
  reader = await installation.tenant({ scopes: ['read'] })
  await tenant.call('POST', 'risks', risk)
  await tenant.call(
    'POST',
    'artifacts',
    Buffer.from(`# ${marker}\n\nThere is a risk that it slips by six weeks.\n`),
    {
      'content-type': 'text/markdown',
      'content-disposition': 'attachment; filename="note.md"',
    },
  )
  await installation.settle()
})
afterAll(async () => {
  for (const client of clients) await client.close()
  await installation.close()
})

describe('an agent with a key', () => {
  test('finds tools that follow from the contract, each with a schema of its arguments', async () => {
    const { tools } = await (await connect(tenant.apiKey)).listTools()
    const names = tools.map(({ name }) => name)

    expect(names).toEqual(
      expect.arrayContaining([
        'me_get',
        'kinds_list',
        'list',
        'get',
        'create',
        'edit',
        'do',
        'trace',
        'search_find',
        'suggestions_accept_many',
        'artifacts_findings',
      ]),
    )
    expect(new Set(names).size).toBe(names.length)
    expect(tools.find(({ name }) => name === 'list')?.annotations).toMatchObject({ readOnlyHint: true })
    expect(tools.find(({ name }) => name === 'search_find')?.inputSchema).toMatchObject({
      type: 'object',
      required: ['q'],
      properties: { q: { type: 'string' }, k: { type: 'integer' }, project: { type: 'string' } },
    })
  })

  test('creates, edits, decides and traces, under the name of the key', async () => {
    const client = await connect(tenant.apiKey)
    const made = await call(client, 'create', { kind: 'risk', fields: { ...risk, title: 'From an agent' } })
    const key = String(made.answer.key)
    const edited = await call(client, 'edit', {
      kind: 'risk',
      id: key,
      expected_version: 1,
      fields: { mitigation: 'Rehearse', reason: 'agreed in the committee' },
    })
    const stale = await call(client, 'edit', {
      kind: 'risk',
      id: key,
      expected_version: 1,
      fields: { mitigation: 'Another' },
    })
    const done = await call(client, 'do', { kind: 'risk', id: key, verb: 'mitigate' })
    const history = await call(client, 'history', { kind: 'risk', id: key, limit: 10 })

    expect(edited).toMatchObject({ isError: false, answer: { mitigation: 'Rehearse', version: 2 } })
    expect(stale).toMatchObject({ isError: true, answer: { code: expect.stringMatching(/version|changed/) } })
    expect(done).toMatchObject({ isError: false, answer: { state: 'mitigating' } })
    expect(JSON.stringify(history.answer)).toContain('agreed in the committee')
    expect(await call(client, 'trace', { kind: 'risk', id: key })).toMatchObject({
      isError: false,
      answer: { root: { key } },
    })
  })

  test('searches and lists with numbers and filters as an agent writes them', async () => {
    const client = await connect(tenant.apiKey)
    const found = await call(client, 'search_find', { q: 'slips by six weeks', k: 5 })
    const listed = await call(client, 'list', { kind: 'risk', filter: { score: { gte: 1 } }, limit: 1 })

    expect(JSON.stringify(found.answer.hits)).toContain('six weeks')
    expect(listed.answer.items).toHaveLength(1)
  })

  test('accepts what was proposed from a document, and the record rests on its words', async () => {
    const client = await connect(tenant.apiKey, `?project=${tenant.org}/${tenant.project}`)
    const inbox = await call(client, 'list', { kind: 'suggestion', filter: { state: 'pending' } })
    const { items } = z
      .object({ items: z.array(z.looseObject({ id: z.string(), target_kind: z.string() })).min(1) })
      .parse(inbox.answer)
    const accepted = await call(client, 'suggestions_accept_many', { ids: [items[0]?.id] })

    expect(accepted).toMatchObject({ isError: false, answer: { items: [{ state: 'accepted' }] } })
  })

  test('is told what was wrong with its arguments, by name', async () => {
    const client = await connect(tenant.apiKey)
    expect(await call(client, 'list', { kind: 'ghost' })).toMatchObject({
      isError: true,
      answer: { code: 'invalid-input', errors: [{ path: 'kind' }] },
    })
    expect(await call(client, 'get', { kind: 'risk', id: 'RISK-1', colour: 'red' })).toMatchObject({
      answer: { errors: [{ path: 'colour' }] },
    })
    expect(await call(client, 'create', { kind: 'risk', fields: { title: 'x', boss: 1 } })).toMatchObject({
      answer: { code: 'invalid-input' },
    })
    await expect(client.callTool({ name: 'drop_tables', arguments: {} })).rejects.toThrow('no tool')
  })

  test('is told to ask for less where an answer is too large', async () => {
    const client = await connect(tenant.apiKey)
    for (let n = 0; n < 8; n += 1)
      await tenant.call('POST', 'risks', { ...risk, description: 'x'.repeat(9_000) })
    expect(await call(client, 'list', { kind: 'risk', limit: 100 })).toMatchObject({
      isError: true,
      answer: { code: 'answer-too-large' },
    })
  })
})

describe('the gate', () => {
  test('offers a key that only reads no tool that writes, and refuses the call all the same', async () => {
    const client = await connect(reader.apiKey)
    const { tools } = await client.listTools()

    expect(
      tools.filter(({ annotations }) => annotations?.readOnlyHint !== true).map(({ name }) => name),
    ).toEqual([])
    expect(await call(client, 'create', { kind: 'risk', fields: risk })).toMatchObject({
      isError: true,
      answer: { code: 'forbidden' },
    })
    expect((await reader.call('GET', 'risks')).body.items).toEqual([])
  })

  test('shows another tenant nothing through any tool, whatever it names', async () => {
    const client = await connect(other.apiKey)
    const { tools } = await client.listTools()
    const victim = String((await tenant.call('GET', 'risks/RISK-1')).body.id)
    for (const project of [
      `${tenant.org}/${tenant.project}`,
      `${tenant.orgId}/${tenant.projectId}`,
      undefined,
    ])
      for (const { name, inputSchema } of tools) {
        const args = {
          ...sampleArguments(inputSchema, victim),
          ...(project === undefined ? {} : placeOf(inputSchema, project)),
        }
        const text = JSON.stringify(await client.callTool({ name, arguments: args }))
        expect({ name, project, told: text.includes(marker) }).toEqual({ name, project, told: false })
        if (project !== undefined && 'project' in (inputSchema.properties ?? {}))
          expect(text).toMatch(/isError":true/)
      }
    expect((await tenant.call('GET', 'risks/RISK-1')).body).toMatchObject({ title: risk.title, version: 1 })
  })

  test('lets nobody in without a key that is known, and speaks by POST alone', async () => {
    const ask = (init: RequestInit) => fetch(`${installation.url}/mcp`, init)
    const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
    const bare = await ask({ method: 'POST', headers: json, body })
    const wrong = await ask({
      method: 'POST',
      headers: { ...json, authorization: 'Bearer tl_guessed' },
      body,
    })
    const get = await ask({
      headers: { authorization: `Bearer ${tenant.apiKey}`, accept: 'text/event-stream' },
    })

    expect([bare.status, wrong.status, get.status]).toEqual([401, 401, 405])
    expect(bare.headers.get('www-authenticate')).toBe('Bearer')
    expect(get.headers.get('allow')).toBe('POST')
  })
})

describe('whatever is sent to the door', () => {
  const post = async (body: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${installation.url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tenant.apiKey}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body,
    })
    return { status: answer.status, text: await answer.text() }
  }
  const inside = /node_modules|node:internal|\bat .*\.[jt]s:\d+|\bselect .* from\b|relation "|violates/i

  test('is answered properly, never as a fault of ours', async () => {
    const tool = fc.constantFrom(
      'list',
      'get',
      'create',
      'edit',
      'do',
      'trace',
      'search_find',
      'artifacts_text',
      '__proto__',
    )
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('\0', '\uD800', '../../etc', "'; drop table risks; --", 'risk'),
    )
    const name = fc.constantFrom(
      'kind',
      'id',
      'fields',
      'input',
      'verb',
      'project',
      'q',
      'filter',
      'limit',
      '__proto__',
      'expected_version',
    )
    await fc.assert(
      fc.asyncProperty(tool, fc.dictionary(name, value), async (called, args) => {
        const message = {
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: called, arguments: args },
        }
        const { status, text } = await post(JSON.stringify(message))
        expect(status).toBeLessThan(500)
        expect(text).not.toMatch(inside)
        expect(text).not.toContain('"internal"')
      }),
      { numRuns: 150 },
    )
  })

  test('is refused where it is no message, many messages, or too long', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      '[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]',
      '{"id":1}',
      'null',
      '7',
    ])
      expect((await post(body)).status).toBe(400)
    expect((await post(`{"a":"${'x'.repeat(5_000_000)}"}`)).status).toBe(413)
  })
})

interface Schema {
  properties?: Record<string, object> | undefined
  required?: string[] | undefined
}

const shape = z.looseObject({ enum: z.array(z.unknown()).optional(), type: z.string().optional() })

/** Arguments that a schema would take, pointing at a foreign record. */
const sampleArguments = ({ properties = {}, required = [] }: Schema, id: string): Record<string, unknown> =>
  Object.fromEntries(
    required.map((name) => {
      const { enum: options, type } = shape.parse(properties[name] ?? {})
      if (name === 'kind') return [name, 'risk']
      if (options) return [name, options[0]]
      if (type === 'array') return [name, [id]]
      if (type === 'integer' || type === 'number') return [name, 1]
      return [name, type === 'object' ? {} : id]
    }),
  )

const placeOf = ({ properties = {} }: Schema, project: string): Record<string, string> => {
  if ('project' in properties) return { project }
  return 'organization' in properties ? { organization: project.split('/')[0] ?? '' } : {}
}
