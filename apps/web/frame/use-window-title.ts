import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery } from '../api/me.ts'
import { t } from '../messages/index.ts'
import { useProject } from './use-project.ts'

/** Calls the window after the screen and the project, so that tabs, history and screen readers tell them apart. */
export function useWindowTitle(screen: string | undefined): void {
  const { org, project } = useProject()
  const me = useQuery(meQuery)
  const name = me.data?.organizations
    .find(({ slug, id }) => slug === org || id === org)
    ?.projects.find(({ slug, id }) => slug === project || id === project)?.name
  useEffect(() => {
    document.title = [screen, name, t('general.product')].filter(Boolean).join(' · ')
  }, [screen, name])
}
