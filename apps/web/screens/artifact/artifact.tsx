import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { Checkbox } from '#design-system/inputs.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Banner, ErrorNotice } from '#design-system/notices.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { Text } from '#design-system/text.tsx'
import {
  artifactFileUrl,
  artifactPictureUrl,
  artifactQuery,
  isBeingRead,
  retryArtifact,
  type Artifact as Source,
} from '../../api/artifacts.ts'
import { restoreEntity } from '../../api/entities.ts'
import { formatBytes } from '../../entities/formats.ts'
import { stateTone } from '../../entities/state-tone.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t, textAt } from '../../messages/index.ts'
import { passageOf } from '../../places.ts'
import { Attached } from './attached.tsx'
import { LockedMembers } from './locked-members.tsx'
import { Reader } from './reader.tsx'
import { SourceChangesView } from './source-changes.tsx'
import { SourceMenu } from './source-menu.tsx'
import { UnlockButton } from './unlock-button.tsx'
import { VersionButton } from './version-button.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/library/$id')

/** A source: its text or its pages with everything that was found in it marked, and what changed since its last version. */
export function Artifact(): ReactElement {
  const project = useProject()
  const { id } = route.useParams()
  const source = useQuery({
    ...artifactQuery(project, id),
    refetchInterval: ({ state }) => (state.data && isBeingRead(state.data) ? 2_000 : false),
  })
  return (
    <QueryView query={source} loadingLines={12} head={<Head title={t('frame.library')} />}>
      {(found) => <Present source={found} refetch={() => void source.refetch()} />}
    </QueryView>
  )
}

function Present({ source, refetch }: { source: Source; refetch: () => void }): ReactElement {
  const project = useProject()
  const { at, view = 'text', layer } = route.useSearch()
  const { act } = useAct()
  const { state } = source
  return (
    <>
      <Head
        name={source.filename}
        title={
          <>
            <Text truncate>{source.filename}</Text>
            <Text look="small">
              <StateMark tone={stateTone(state)}>{textAt(`library.states.${state}`) ?? state}</StateMark>
            </Text>
          </>
        }
      >
        {source.failure_code === 'encrypted' && source.abilities.edit ? (
          <UnlockButton id={source.id} />
        ) : state === 'failed' ? (
          <Button
            icon="retry"
            onClick={() =>
              void act(async () => {
                await retryArtifact(project, source.id)
                refetch()
              }, t('artifact.retried'))
            }
          >
            {t('artifact.retry')}
          </Button>
        ) : null}
        {source.abilities.edit && !source.superseded_by ? <VersionButton id={source.id} /> : null}
        <Button asChild>
          <a href={artifactFileUrl(project, source.id)} download>
            {t('artifact.download')}
          </a>
        </Button>
        <SourceMenu source={source} />
      </Head>
      {source.deleted_at === null ? null : (
        <Banner tone="attention">
          {t('entity.deletedBanner')}
          {source.abilities.restore ? (
            <Button
              size="small"
              onClick={() =>
                void act(async () => {
                  await restoreEntity(project, 'artifacts', source.id)
                  refetch()
                }, t('entity.restored'))
              }
            >
              {t('entity.restore')}
            </Button>
          ) : null}
        </Banner>
      )}
      {isBeingRead(source) ? <Banner tone="accent">{t('artifact.processing')}</Banner> : null}
      {source.superseded_by ? (
        <Banner tone="attention">
          {t('artifact.newer')}
          <Link
            to="/p/$org/$project/library/$id"
            params={{ ...project, id: source.superseded_by }}
            search={{ view: 'changes' }}
            className={textLink}
          >
            {t('artifact.toNewer')}
          </Link>
        </Banner>
      ) : null}
      {state === 'failed' ? (
        <>
          <Attached id={source.id} />
          {isPicture(source) ? (
            <>
              <Banner tone="attention">{source.failure_reason ?? t('artifact.failed')}</Banner>
              <Picture source={source} />
            </>
          ) : (
            <ErrorNotice title={t('artifact.failed')} text={source.failure_reason ?? t('error.unknown')} />
          )}
        </>
      ) : (
        <>
          <SourceTools source={source} />
          <LockedMembers source={source} />
          <Attached id={source.id} />
          {view === 'changes' ? (
            <div className="min-h-0 grow overflow-y-auto" tabIndex={0}>
              <SourceChangesView id={source.id} />
            </div>
          ) : view === 'pages' && isPicture(source) ? (
            <Picture source={source} />
          ) : (
            <Reader
              key={`${source.id} ${state}`}
              id={source.id}
              passage={passageOf(at)}
              view={view}
              layer={layer !== 'off'}
            />
          )}
        </>
      )}
    </>
  )
}

/** Whether a source is a picture that browsers show. */
const isPicture = ({ media_type }: Source): boolean =>
  media_type === 'image/png' || media_type === 'image/jpeg'

/** A picture as it is, beside which its text can be read. */
function Picture({ source }: { source: Source }): ReactElement {
  const project = useProject()
  return (
    <div className="min-h-0 grow overflow-auto p-4" tabIndex={0}>
      <img
        src={artifactPictureUrl(project, source.id)}
        alt={source.filename}
        className="mx-auto max-w-full"
      />
    </div>
  )
}

/** How a source is looked at, and whether what was found is marked in it. */
function SourceTools({ source }: { source: Source }): ReactElement {
  const { view = 'text', layer } = route.useSearch()
  const navigate = useNavigate()
  const isPdf = source.media_type === 'application/pdf' || source.format === 'pdf'
  const views = [
    'text' as const,
    ...(isPdf || isPicture(source) ? ['pages' as const] : []),
    ...(source.version_number > 1 ? ['changes' as const] : []),
  ]
  return (
    <ToolLine>
      {views.length > 1 ? (
        <Segmented
          label={t('artifact.view')}
          value={view}
          options={views.map((value) => ({ value, label: t(`artifact.views.${value}`) }))}
          onChange={(value) =>
            void navigate({
              to: '.',
              search: (old) => ({ ...old, view: value === 'text' ? undefined : value }),
              replace: true,
            })
          }
        />
      ) : null}
      {view === 'changes' ? null : (
        <Checkbox
          label={t('artifact.layer')}
          checked={layer !== 'off'}
          onChange={({ target }) =>
            void navigate({
              to: '.',
              search: (old) => ({ ...old, layer: target.checked ? undefined : 'off' }),
              replace: true,
            })
          }
        />
      )}
      <span className="grow" />
      <Text look="faint">
        {[
          source.version_number > 1 ? t('artifact.versionOf', { number: source.version_number }) : undefined,
          formatBytes(source.size_bytes),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </ToolLine>
  )
}
