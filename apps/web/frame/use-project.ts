import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { kindsQuery, type KindInfo } from '../api/kinds.ts'
import type { ProjectRef } from '../api/project.ts'

const route = getRouteApi('/signed-in/p/$org/$project')

/** The project whose screens are shown. */
export function useProject(): ProjectRef {
  const { org, project } = route.useParams()
  return useMemo(() => ({ org, project }), [org, project])
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
