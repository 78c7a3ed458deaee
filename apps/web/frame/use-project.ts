import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { kindsQuery, type KindInfo } from '../api/kinds.ts'
import { meQuery, type Organization } from '../api/me.ts'
import type { ProjectRef } from '../api/project.ts'

const route = getRouteApi('/signed-in/p/$org/$project')

/** The project whose screens are shown. */
export function useProject(): ProjectRef {
  const { org, project } = route.useParams()
  return useMemo(() => ({ org, project }), [org, project])
}

const noProjects: Organization['projects'] = []

/** The projects of the organization that the reader can see. Empty until they are known. */
export function useProjectsHere(): Organization['projects'] {
  const { org } = useProject()
  const me = useQuery(meQuery)
  return me.data?.organizations.find(({ id, slug }) => slug === org || id === org)?.projects ?? noProjects
}

const noKinds: readonly KindInfo[] = []

/** The kinds of the project, to look up by name or by collection. Empty until they are known. */
export function useKinds() {
  const query = useQuery(kindsQuery(useProject()))
  const kinds = query.data?.kinds ?? noKinds
  return useMemo(
    () => ({
      query,
      kinds,
      byKind: (kind: string | null | undefined) => kinds.find((candidate) => candidate.kind === kind),
      byCollection: (collection: string) => kinds.find((candidate) => candidate.collection === collection),
    }),
    [query, kinds],
  )
}
