import type { Callable, RequestFacts } from '#kernel/contract/index.ts'
import { invalid, Refusal } from '#kernel/module/index.ts'
import type { JsonSchema } from './tool.ts'

/** The argument that says where, for endpoints of a scope; `bound` is the place that the address names. */
export const placeProperties = (scope: Callable['scope']): Record<string, JsonSchema> => {
  if (scope === 'user') return {}
  return scope === 'org'
    ? { organization: { type: 'string', description: 'organization; may be left out where you see one' } }
    : { project: { type: 'string', description: 'ORG/PROJECT; may be left out where you see one' } }
}

/**
 * The parameters of the path that say where a call works: as named, else as the address of the door says, else the only
 * place that the caller sees.
 * @throws Refusal 422 where it has to be named, 404 where the caller sees none
 */
export const placeFor = (
  { scope }: Callable,
  { access }: RequestFacts,
  named: { project?: unknown; organization?: unknown },
  bound: string | undefined,
): Record<string, string> => {
  if (scope === 'user') return {}
  if (scope === 'org') {
    const org = textOf('organization', named.organization) ?? bound?.split('/')[0]
    return {
      org:
        org ??
        only(
          'organization',
          access.orgs.map(({ slug }) => slug),
        ),
    }
  }
  const place =
    textOf('project', named.project) ??
    bound ??
    only(
      'project',
      access.orgs.flatMap(({ slug, projects }) => projects.map((project) => `${slug}/${project.slug}`)),
    )
  const [org = '', project = '', ...rest] = place.split('/')
  if (org === '' || project === '' || rest.length > 0)
    throw invalid([{ path: 'project', message: 'is written ORG/PROJECT' }])
  return { org, project }
}

const textOf = (path: string, value: unknown): string | undefined => {
  if (value === undefined || typeof value === 'string') return value
  throw invalid([{ path, message: 'must be a text' }])
}

const only = (what: string, all: readonly string[]): string => {
  const [first] = all
  if (first === undefined) throw new Refusal(404, 'not-found', `There is no ${what} that you can see.`)
  if (all.length === 1) return first
  throw invalid([{ path: what, message: `has to be named. You see ${all.slice(0, 20).join(', ')}` }])
}
