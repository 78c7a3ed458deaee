import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { moduleFiles, registryWith, type NewModule } from './template.ts'

/**
 * Writes a new module into a tree: one folder, one line of the registry.
 * @throws Error that says what is wrong with the names, or that the folder exists
 */
export const writeModule = async (root: string, module: NewModule): Promise<string[]> => {
  if (!/^[a-z][a-z-]*(\/[a-z][a-z-]*)?$/.test(module.id))
    throw new Error(`"${module.id}" is no module name; use something like program/assumptions.`)
  if (!/^[a-z][a-z_]*$/.test(module.kind))
    throw new Error(`"${module.kind}" is no kind; use a singular noun such as assumption.`)
  if (!/^[A-Z][A-Z0-9]{1,7}$/.test(module.prefix))
    throw new Error(`"${module.prefix}" is no key prefix; use two to eight capital letters such as ASM.`)
  const folder = join(root, 'modules', module.id)
  if (existsSync(folder)) throw new Error(`modules/${module.id} exists already.`)
  const registry = join(root, 'modules/registry.ts')
  const present = await readFile(registry, 'utf8')
  const written: string[] = []
  for (const [path, content] of Object.entries(moduleFiles(module))) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
    written.push(`modules/${module.id}/${path}`)
  }
  await writeFile(registry, registryWith(present, module))
  return [...written, 'modules/registry.ts']
}
