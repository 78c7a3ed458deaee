import {
  aiConfig,
  AiError,
  modelsDirOf,
  pulledModels,
  pullModel,
  type PulledModel,
} from '#kernel/ai/index.ts'
import { defineSlice, loadConfig } from '#kernel/config/index.ts'
import { connected } from '../connection.ts'
import { record } from '../output.ts'
import { settingsOf } from '../settings.ts'
import { CommandError, dataOptions, UsageError, type Invocation, type Verb } from '../verb.ts'

/** `models list`: which models answer and embed, and which were pulled. `models pull`: brings one from a hub. */
export const verb: Verb = {
  arguments: [
    { name: 'list|pull', required: true },
    { name: 'NAME', required: false },
  ],
  options: {
    ...dataOptions,
    graph: { type: 'string', value: 'FILE', help: 'pull: the graph, where the model has several' },
    revision: { type: 'string', value: 'R', help: 'pull: branch, tag or commit; default main' },
  },
  notes:
    'A pulled model is used with AI_EMBEDDING_MODEL=local:NAME. The hub is AI_MODEL_HUB; a pull that broke off goes on\n' +
    'where it was when it is called again.',
  async run(invocation) {
    const [what, name] = invocation.arguments
    if (what === 'list' && name === undefined) return list(invocation)
    if (what === 'pull' && name !== undefined) return pull(invocation, name)
    throw new UsageError(
      'models knows: list, and pull NAME. Which model is used is set with AI_MODEL and AI_EMBEDDING_MODEL.',
    )
  },
}

const list = async (invocation: Invocation): Promise<void> => {
  const pulled = await pulledModels(modelsDirOf(settingsOf(invocation).dataDir))
  await connected(invocation, { writes: false }, async ({ client, isLocal }) => {
    const { ai } = await client.get<{ ai: Record<string, unknown> }>(
      isLocal ? '/api/local/state' : '/api/v1/me',
    )
    invocation.output.answer({ ...ai, pulled }, () => record({ ...ai, pulled: pulled.join(', ') || 'none' }))
  })
}

const pull = async (invocation: Invocation, name: string): Promise<void> => {
  const { env, dataDir } = settingsOf(invocation)
  const { config } = loadConfig([defineSlice('AI', aiConfig)], env)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt)
  try {
    const model = await pullModel({
      hub: { url: config.AI_MODEL_HUB, token: config.AI_MODEL_HUB_TOKEN },
      name,
      modelsDir: modelsDirOf(dataDir),
      graph: invocation.text('graph'),
      revision: invocation.text('revision'),
      mostBytes: config.AI_MODEL_MAX_BYTES,
      progress: (done, total, file) => invocation.output.progress(done, total, file),
      signal: stop.signal,
    })
    invocation.output.endProgress()
    invocation.output.answer(model, () => pulledText(model))
  } catch (error) {
    invocation.output.endProgress()
    if (error instanceof AiError) throw new CommandError(error.code, error.message)
    throw error
  } finally {
    process.removeListener('SIGINT', interrupt)
  }
}

const pulledText = ({ name, folder, revision, license, bytes }: PulledModel): string =>
  [
    record({ name, folder, revision, license: license ?? 'not stated', bytes }),
    `Use it with AI_EMBEDDING_MODEL=local:${name}`,
  ].join('\n')
