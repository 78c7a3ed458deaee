import { z } from 'zod'
import type { Registry } from '../module/registry.ts'

const named = z.array(z.string())

/** The modules that a project has switched off, by id, as its settings name them. */
export const modulesOff = (settings: Record<string, unknown>): ReadonlySet<string> => {
  const found = named.safeParse(settings.modules_off)
  return new Set(found.success ? found.data : [])
}

/** The kinds that a project no longer offers: those of the modules that it has switched off. */
export const kindsSwitchedOff = (
  registry: Pick<Registry, 'modules'>,
  settings: Record<string, unknown>,
): ReadonlySet<string> => {
  const off = modulesOff(settings)
  return new Set(
    registry.modules
      .filter(({ id }) => off.has(id))
      .flatMap(({ kinds = [] }) => kinds.map(({ kind }) => kind)),
  )
}
