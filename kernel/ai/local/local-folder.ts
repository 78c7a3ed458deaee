import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { AiError } from '../errors.ts'
import { isFolder } from '../model-address.ts'

/** The folder of an installation into which models are pulled. */
export const modelsDirOf = (dataDir: string): string => join(dataDir, 'models')

/** The folder of a local model, by its path or by the name under which it was pulled; and the name it is shown by. */
export const localFolder = (model: string, modelsDir: string): { folder: string; name?: string } => {
  if (isFolder(model)) return { folder: resolve(model.replace(/^~(?=\/)/, homedir())) }
  const folder = join(modelsDir, model)
  if (existsSync(folder)) return { folder, name: model }
  throw new AiError(
    'ai-misconfigured',
    `AI_EMBEDDING_MODEL names the model ${model}, which is not on this machine. Fetch it with throughline models pull ${model}, or name a folder: local:/path/to/it.`,
  )
}
