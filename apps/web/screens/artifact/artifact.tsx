import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Banner, ErrorNotice } from '#design-system/notices.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { artifactFileUrl, artifactOf, retryArtifact } from '../../api/artifacts.ts'
import { entityQuery, type Entity } from '../../api/entities.ts'
import { stateTone } from '../../entities/state-tone.ts'
import { explain, QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t, textAt } from '../../messages/index.ts'
import { passageOf } from '../../places.ts'
import { Reader } from './reader.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/library/$id')
/** A source: its text with everything that was found in it marked, and the findings beside it. */
export function Artifact(): ReactElement {
  const project = useProject()
  const { id } = route.useParams()
  const entity = useQuery({
    ...entityQuery(project, 'artifacts', id),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 2_000 : false),
  })
  return (
    <QueryView query={entity} loadingLines={12}>
      {(found) => <Source entity={found} refetch={() => void entity.refetch()} />}
    </QueryView>
  )
}

const isBusy = (entity: Entity): boolean => ['pending', 'processing'].includes(artifactOf(entity).state ?? '')

function Source({ entity, refetch }: { entity: Entity; refetch: () => void }): ReactElement {
  const project = useProject()
  const { at } = route.useSearch()
  const announce = useToast()
  const source = artifactOf(entity)
  const state = source.state ?? 'pending'
  const retry = async (): Promise<void> => {
    try {
      await retryArtifact(project, entity.id)
      announce(t('artifact.retried'))
      refetch()
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    }
  }
  return (
    <>
      <Head
        title={
          <>
            <Text truncate>{source.filename || entity.label}</Text>
            <Text look="small">
              <StateMark tone={stateTone(state)}>{textAt(`library.states.${state}`) ?? state}</StateMark>
            </Text>
          </>
        }
      >
        {state === 'failed' ? (
          <Button icon="retry" onClick={() => void retry()}>
            {t('artifact.retry')}
          </Button>
        ) : null}
        <Button asChild>
          <a href={artifactFileUrl(project, entity.id)} download>
            {t('artifact.download')}
          </a>
        </Button>
      </Head>
      {isBusy(entity) ? <Banner tone="accent">{t('artifact.processing')}</Banner> : null}
      {state === 'failed' ? (
        <ErrorNotice title={t('artifact.failed')} text={source.failure_reason ?? t('error.unknown')} />
      ) : (
        <Reader key={`${entity.id} ${state}`} id={entity.id} passage={passageOf(at)} />
      )}
    </>
  )
}
