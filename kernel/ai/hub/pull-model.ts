import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AiError } from '../errors.ts'
import { graphs, readModelFolder } from '../local/model-folder.ts'
import { isHubName } from '../model-address.ts'
import { download } from './download.ts'
import { askHub, type Hub, type HubFile } from './hub-listing.ts'

/** What to pull, and where to. */
export interface PullWish {
  hub: Hub
  /** `OWNER/NAME` */
  name: string
  modelsDir: string
  /** branch, tag or commit; `main` where absent */
  revision?: string | undefined
  /** the graph, where the model has several; the whole one before smaller ones where absent */
  graph?: string | undefined
  /** most bytes that the files may have together */
  mostBytes: number
  /** bytes that are here, of all that are needed, and the file that is coming */
  progress?: (done: number, total: number, file: string) => void
  signal?: AbortSignal
}

/** A model that is here. */
export interface PulledModel {
  name: string
  folder: string
  revision: string
  license: string | undefined
  bytes: number
  files: number
}

/** Files that say how a graph is used, where the model has them. */
const described = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'modules.json',
  '1_Pooling/config.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
]

/**
 * Brings a model from a hub: its graph, its tokenizer and what says how they are used. Files come into a folder beside
 * the others, are checked, and take their place together; a pull that was interrupted goes on where it was.
 * @throws AiError that says what to do
 */
export const pullModel = async (wish: PullWish): Promise<PulledModel> => {
  const { hub, name, modelsDir } = wish
  if (!isHubName(name))
    throw new AiError('ai-misconfigured', `${name} is no name of a model: they look like OWNER/NAME.`)
  const listed = await askHub(hub, name, wish.revision ?? 'main', wish.signal)
  const files = wantedOf(listed.files, wish)
  const total = files.reduce((sum, { size }) => sum + size, 0)
  if (total > wish.mostBytes)
    throw new AiError(
      'ai-misconfigured',
      `${name} has ${total} bytes, more than the ${wish.mostBytes} of AI_MODEL_MAX_BYTES. Choose a smaller graph with --graph, or raise the limit.`,
    )
  const coming = join(modelsDir, '.pulling', `${name.replace('/', '--')}@${listed.revision}`)
  let before = 0
  for (const file of files) {
    await download({
      hub,
      file,
      address: `${hub.url}/${name}/resolve/${listed.revision}/${file.path}`,
      target: join(coming, file.path),
      progress: (bytes) => wish.progress?.(before + bytes, total, file.path),
      signal: wish.signal,
    })
    before += file.size
    wish.progress?.(before, total, file.path)
  }
  const { revision, license } = listed
  await writeFile(
    join(coming, 'pulled.json'),
    JSON.stringify({ hub: hub.url, name, revision, license, files }, null, 2),
  )
  // says what is missing before anything takes its place
  readModelFolder(coming, name)
  const folder = join(modelsDir, name)
  await mkdir(dirname(folder), { recursive: true })
  await rm(folder, { recursive: true, force: true })
  await rename(coming, folder)
  return { name, folder, revision, license, bytes: total, files: files.length }
}

const wantedOf = (files: readonly HubFile[], { name, graph }: PullWish): HubFile[] => {
  const offered = files.filter(({ path }) => path.endsWith('.onnx') && !path.split('/').includes('..'))
  const chosen =
    graph === undefined
      ? graphs.flatMap((path) => offered.find((file) => file.path === path) ?? [])[0]
      : offered.find(({ path }) => path === graph)
  if (!chosen) {
    const choice = offered.map(({ path }) => path).join(', ')
    throw new AiError(
      'ai-misconfigured',
      choice === ''
        ? `${name} has no ONNX graph. Choose a model that was exported to ONNX.`
        : `${name} has no ${graph ?? 'graph in a usual place'}. Choose one with --graph: ${choice}.`,
    )
  }
  // weights too large for one file stand beside it
  return files.filter(
    ({ path }) =>
      described.includes(path) ||
      path === chosen.path ||
      path === `${chosen.path}_data` ||
      path === `${chosen.path}.data`,
  )
}

/** Names of the models that were pulled into a folder. */
export const pulledModels = async (modelsDir: string): Promise<string[]> => {
  if (!existsSync(modelsDir)) return []
  const found = await readdir(modelsDir, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.name === 'pulled.json' && !entry.parentPath.includes('.pulling'))
    .map((entry) => entry.parentPath.slice(modelsDir.length + 1))
    .toSorted()
}
