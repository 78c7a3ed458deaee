import { useQuery } from '@tanstack/react-query'
import { meQuery, type Organization } from '../../api/me.ts'
import { useProject } from '../../frame/use-project.ts'

/** What the reader is in the organization and in the project that is shown, and so what they may change. */
export function useRole(): {
  userId: string
  organization: Organization | undefined
  isOwner: boolean
  isAdmin: boolean
  isProjectAdmin: boolean
  /** whether records of the project may be changed at all; which ones, each record says */
  mayWrite: boolean
} {
  const { org, project } = useProject()
  const me = useQuery(meQuery)
  const organization = me.data?.organizations.find(({ id, slug }) => slug === org || id === org)
  const here = organization?.projects.find(({ id, slug }) => slug === project || id === project)
  const isOwner = organization?.role === 'owner'
  const isAdmin = isOwner || organization?.role === 'admin'
  return {
    userId: me.data?.user.id ?? '',
    organization,
    isOwner,
    isAdmin,
    isProjectAdmin: isAdmin || here?.role === 'admin',
    mayWrite: isAdmin || here?.role === 'admin' || here?.role === 'contributor',
  }
}
