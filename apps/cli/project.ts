import { z } from 'zod'
import type { Connection } from './connection.ts'
import { CommandError, UsageError, type Invocation } from './verb.ts'

/** The project that a verb works in; paths are below `/api/v1/orgs/ORG/projects/PROJECT/`. */
export interface Project {
  org: string
  project: string
  path(below: string): string
}

const places = z.object({
  organizations: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      projects: z.array(z.object({ id: z.string(), slug: z.string() })),
    }),
  ),
})

/** The organizations and their projects that this connection can see. */
export const placesOf = async ({
  client,
  isLocal,
}: Connection): Promise<z.output<typeof places>['organizations']> =>
  places.parse(await client.get(isLocal ? '/api/local/state' : '/api/v1/me')).organizations

/** The project named by `--project`, or the only one there is. @throws UsageError, CommandError */
export const projectOf = async (connection: Connection, invocation: Invocation): Promise<Project> => {
  const named = invocation.text('project')
  if (named?.includes('/')) {
    const [org = '', project = '', ...rest] = named.split('/')
    if (org === '' || project === '' || rest.length > 0)
      throw new UsageError(`--project is written ORG/PROJECT, not ${JSON.stringify(named)}.`)
    return projectAt(org, project)
  }
  const all = (await placesOf(connection)).flatMap((org) =>
    org.projects.map((project) => ({ org: org.slug, project: project.slug, id: project.id })),
  )
  const fitting =
    named === undefined ? all : all.filter(({ project, id }) => project === named || id === named)
  const [only] = fitting
  if (only && fitting.length === 1) return projectAt(only.org, only.project)
  if (all.length === 0)
    throw new CommandError(
      'no-project',
      'There is no project yet. Make one with: throughline init --org NAME --project NAME --email ADDRESS',
    )
  if (named !== undefined && fitting.length === 0)
    throw new CommandError('not-found', `There is no such project, or you cannot see it. ${listed(all)}`)
  throw new UsageError(`There are several projects: say which with --project. ${listed(all)}`)
}

const listed = (all: readonly { org: string; project: string }[]): string =>
  `There is ${all
    .slice(0, 20)
    .map(({ org, project }) => `${org}/${project}`)
    .join(', ')}.`

const projectAt = (org: string, project: string): Project => ({
  org,
  project,
  path: (below) => `/api/v1/orgs/${encodeURIComponent(org)}/projects/${encodeURIComponent(project)}/${below}`,
})
