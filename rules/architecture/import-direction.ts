import type { Import, ParsedFile } from './parsed-file.ts'
import { isScreen, placeOf, type Place } from './place.ts'
import { isTest } from './source-tree.ts'

const publicFaces = new Set(['index.ts', 'events.ts', 'contract.ts', 'kinds.ts'])

/** Imports against the direction of dependencies, one sentence each. */
export function importsAgainstDirection(files: readonly ParsedFile[]): string[] {
  const dependencies = dependenciesOf(files)
  return files.flatMap((file) =>
    file.imports
      .filter((one) => one.ours)
      .flatMap((one) => {
        const why = refusal(file.path, one, dependencies)
        return why ? [`${file.path} imports ${one.target}: ${why}`] : []
      }),
  )
}

/** What each module's manifest names in `dependsOn`, by module id. */
export function dependenciesOf(files: readonly ParsedFile[]): Map<string, readonly string[]> {
  return new Map(
    files.flatMap((file) => {
      const place = placeOf(file.path)
      return place.zone === 'module' && place.rest === 'module.ts' ? [[place.id, file.dependsOn ?? []]] : []
    }),
  )
}

function refusal(
  path: string,
  { target }: Import,
  dependencies: Map<string, readonly string[]>,
): string | undefined {
  const from = placeOf(path)
  const to = placeOf(target)
  if (to.zone === 'tooling' && from.zone !== 'tooling') return fromTooling(path, from, target)
  if (isTest(target) && from.zone !== 'tooling' && !isTest(path))
    return 'product code does not load what tests use'
  switch (from.zone) {
    case 'kernel':
      return to.zone === 'kernel' || startsHouse(path, to) ? undefined : 'the kernel knows nothing above it'
    case 'design-system':
      return to.zone === 'design-system' ? undefined : 'the design system knows nothing of ours'
    case 'registry':
      return to.zone === 'kernel' ||
        to.zone === 'registry' ||
        (to.zone === 'module' && to.rest === 'module.ts')
        ? undefined
        : 'the registry lists manifests'
    case 'module':
      return fromModule(path, from, to, dependencies.get(from.id) ?? [])
    case 'app':
      return fromApp(path, to)
    default:
      return undefined
  }
}

/** A test may start the house as it is served; neither kernel nor modules may know that it is. */
function startsHouse(path: string, to: Place): boolean {
  return to.zone === 'app' && isTest(path) && /^testing[./]/.test(to.rest)
}

function fromTooling(path: string, from: Place, target: string): string | undefined {
  const demo = target.startsWith('seed/') && from.zone === 'app' && !isScreen(path)
  const fixture = target.startsWith('seed/') && isTest(path)
  const browser = target === 'bin/chromium.ts' && isTest(path)
  // made from the contracts, as text that holds types and addresses alone
  const contract = target === 'generated/api.ts' && from.zone === 'app'
  return demo || fixture || browser || contract ? undefined : 'the product does not rest on its tools'
}

function fromModule(
  path: string,
  from: { id: string },
  to: Place,
  dependsOn: readonly string[],
): string | undefined {
  if (isScreen(path)) return fromScreen(from, to, dependsOn)
  if (to.zone === 'kernel') return undefined
  if (startsHouse(path, to)) return undefined
  if (to.zone !== 'module') return 'a module rests on the kernel and on modules alone'
  if (to.id === from.id) return to.rest.startsWith('ui/') ? 'the server never loads screens' : undefined
  if (!dependsOn.includes(to.id)) return `${to.id} is not in the dependsOn of ${from.id}`
  if (publicFaces.has(to.rest) || (isTest(path) && to.rest.startsWith('testing/'))) return undefined
  return 'of another module only index, events, contract and kinds are public'
}

function fromScreen(from: { id: string }, to: Place, dependsOn: readonly string[]): string | undefined {
  if (to.zone === 'design-system') return undefined
  if (to.zone === 'kernel')
    return to.rest.startsWith('contract/') ? undefined : 'of the kernel a screen knows the contract'
  if (to.zone !== 'module') return 'a screen rests on the design system and on contracts'
  if (to.id === from.id)
    return /^(ui\/|contract\.ts$)/.test(to.rest) ? undefined : 'of its module a screen knows the contract'
  return dependsOn.includes(to.id) && to.rest === 'contract.ts'
    ? undefined
    : 'of another module a screen knows the contract'
}

function fromApp(path: string, to: Place): string | undefined {
  const screen = isScreen(path)
  if (to.zone === 'app')
    return screen && to.name !== 'web' && to.name !== 'client' ? 'a screen loads no server' : undefined
  if (to.zone === 'design-system') return screen ? undefined : 'only screens draw'
  if (to.zone === 'kernel')
    return screen && !to.rest.startsWith('contract/')
      ? 'of the kernel a screen knows the contract'
      : undefined
  if (to.zone === 'registry') return screen ? 'a screen loads no server' : undefined
  if (to.zone !== 'module') return undefined
  const open =
    to.rest === 'contract.ts' || to.rest.startsWith('ui/') || (isTest(path) && to.rest.startsWith('testing/'))
  return open ? undefined : 'an app knows the registry, and of a module its contract and screens'
}
