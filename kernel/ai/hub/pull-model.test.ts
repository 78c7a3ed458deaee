import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseAiConfig } from '../config.ts'
import { createAi } from '../create-ai.ts'
import { failing } from '../testing/failing.ts'
import { startHub, type SimulatedHub } from '../testing/simulated-hub.ts'
import { tinyModelFiles } from '../testing/tiny-model.ts'
import { pulledModels, pullModel, type PullWish } from './pull-model.ts'

const name = 'owner/tiny'
const files = tinyModelFiles({ meanings: [['cat', 'kitten'], ['revenue']], dimensions: 64 })
const graph = files.get('onnx/model.onnx') ?? new Uint8Array()
let hub: SimulatedHub
let modelsDir: string

beforeEach(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'models-'))
  hub = await startHub(name, new Map([...files, ['README.md', Buffer.from('not needed')]]))
})
afterEach(async () => {
  await hub[Symbol.asyncDispose]()
  await rm(modelsDir, { recursive: true })
})

const pull = (wish: Partial<PullWish> = {}) =>
  pullModel({ hub: { url: hub.url }, name, modelsDir, mostBytes: 1_000_000, ...wish })

test('a pulled model is checked, complete, and embeds by its name', async () => {
  const seen: number[] = []
  const pulled = await pull({ progress: (done, total) => seen.push(done / total) })

  expect(pulled).toMatchObject({ name, license: 'apache-2.0', revision: 'a'.repeat(40) })
  expect(seen.at(-1)).toBe(1)
  expect(seen.toSorted((x, y) => x - y)).toEqual(seen)
  expect(await readFile(join(pulled.folder, 'onnx/model.onnx'))).toEqual(Buffer.from(graph))
  expect(existsSync(join(pulled.folder, 'README.md'))).toBe(false)
  expect(await pulledModels(modelsDir)).toEqual([name])
  const ai = createAi({
    config: parseAiConfig({ AI_EMBEDDING_MODEL: `local:${name}` }),
    usage: { record: async () => {} },
    modelsDir,
  })
  const { vectors } = await ai.embed({
    scope: { orgId: 'o' },
    purpose: 'test',
    texts: ['cat', 'kitten'],
    correlationId: 'c',
    idempotencyKey: 'k',
  })
  await ai.close()
  expect(vectors[0]).toEqual(vectors[1])
  expect(vectors[0]).toHaveLength(64)
})

test('a download that breaks off goes on where it was', async () => {
  hub.faults = { breakAfter: 100 }
  await pull()

  expect(hub.asked.filter((path) => path.startsWith('onnx'))).toEqual([
    'onnx/model.onnx',
    'onnx/model.onnx from 100',
  ])
})

test('a pull that was stopped goes on with what is missing, also from a hub that knows no ranges', async () => {
  const stop = new AbortController()
  hub.faults = { breakAfter: 100, noRanges: true }
  const stopped = await failing(
    pull({ signal: stop.signal, progress: (_done, _total, file) => file.endsWith('.onnx') && stop.abort() }),
  )
  expect(stopped.code).toBe('ai-cancelled')
  expect(await pulledModels(modelsDir)).toEqual([])
  hub.asked.length = 0

  const pulled = await pull()

  expect(hub.asked).toEqual(['onnx/model.onnx from 100'])
  expect(await readFile(join(pulled.folder, 'onnx/model.onnx'))).toEqual(Buffer.from(graph))
})

test('what is not what was announced is thrown away', async () => {
  hub.faults = { spoil: true }
  const error = await failing(pull())

  expect(error.message).toMatch(/onnx\/model.onnx is not what .* announced/)
  expect(await pulledModels(modelsDir)).toEqual([])
  hub.faults = {}
  expect((await pull()).bytes).toBeGreaterThan(graph.length)
})

test('a new pull takes the place of the former one', async () => {
  await pull()
  await pull()

  expect(await pulledModels(modelsDir)).toEqual([name])
  expect(await readdir(join(modelsDir, '.pulling'))).toEqual([])
})

test('offline, for an unknown model, a foreign name, a missing graph and one too large it is said what to do', async () => {
  expect((await failing(pull({ name: 'owner/other' }))).message).toMatch(/There is no model owner\/other/)
  expect((await failing(pull({ name: '../../etc' }))).message).toMatch(/look like OWNER\/NAME/)
  expect((await failing(pull({ graph: 'onnx/other.onnx' }))).message).toMatch(
    /Choose one with --graph: onnx\/model.onnx/,
  )
  expect((await failing(pull({ mostBytes: 10 }))).message).toMatch(/AI_MODEL_MAX_BYTES/)
  expect((await failing(pull({ hub: { url: 'http://127.0.0.1:9' } }))).message).toMatch(
    /cannot be reached from here/,
  )
})
