import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { DropZone } from '#design-system/drop-zone.tsx'
import { SidePanel } from '#design-system/frame.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { Banner, EmptyNotice } from '#design-system/notices.tsx'
import { Tabs } from '#design-system/tabs.tsx'
import { Text } from '#design-system/text.tsx'
import { commentsQuery } from '../../api/comments.ts'
import { entityQuery, type Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { linksQuery } from '../../api/links.ts'
import { formatTime } from '../../entities/formats.ts'
import { lineOf } from '../../frame/line-target.ts'
import { QueryView, Waiting } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { useUploads } from '../../frame/uploads.tsx'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { ChangedSince } from './changed-since.tsx'
import { specialPage } from '../special/index.ts'
import { Discussion } from './discussion.tsx'
import { EntityActions } from './entity-actions.tsx'
import { LongFields, ShortFields } from './entity-fields.tsx'
import { attachedFiles } from './files/attached-files.ts'
import { EntityFiles } from './files/entity-files.tsx'
import { History } from './history.tsx'
import { TimeTravel } from './time-travel.tsx'
import { TraceView } from './trace/trace.tsx'
import { WatchButton } from './watch-button.tsx'
import { useEntityActions } from '../../entities/use-entity-actions.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/$collection/$key')
/** The page of one entity of any kind: its fields, what it rests on, what was said, what was changed. */
export function EntityPage(): ReactElement {
  const project = useProject()
  const { collection, key } = route.useParams()
  const { as_of: asOf } = route.useSearch()
  const { query, byCollection } = useKinds()
  // While another version is read, the one before stays, so that the slider and what is typed stay too.
  const entity = useQuery({
    ...entityQuery(project, collection, key, asOf),
    placeholderData: (before, last) => (last?.queryKey[5] === key ? before : undefined),
  })
  return (
    <QueryView query={query} head={<Head title={key} />}>
      {() => {
        const kind = byCollection(collection)
        if (!kind)
          return (
            <>
              <Head title={key} />
              <EmptyNotice
                icon="search"
                title={t('register.unknownTitle')}
                text={t('register.unknownText')}
              />
            </>
          )
        return (
          <QueryView query={entity} loadingLines={10} head={<Head title={key} />}>
            {(found) => <Page key={found.id} kind={kind} entity={found} />}
          </QueryView>
        )
      }}
    </QueryView>
  )
}

function Page({ kind, entity }: { kind: KindInfo; entity: Entity }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const special = specialPage(kind)
  const first = special && !special.second ? 'special' : 'trace'
  const { tab = entity.deleted_at ? 'history' : first, as_of: asOf } = route.useSearch()
  const comments = useQuery(commentsQuery(project, kind.collection, entity.id))
  const links = useQuery(linksQuery(project, kind.collection, entity.id, asOf))
  const { add } = useUploads()
  const actions = useEntityActions(kind, entity)
  const mayAttach = entity.abilities.link && !asOf && !entity.deleted_at
  const showTab = (next: string) =>
    void navigate({ to: '.', search: (old) => ({ ...old, tab: next }), replace: true })
  const editable = entity.abilities.edit && !asOf && !entity.deleted_at
  const shared = { kind, entity, editable, onSave: actions.save }
  const ofItsOwn = special
    ? [
        {
          id: 'special',
          label: special.label(),
          content: (
            <Suspense fallback={<Waiting />}>
              <special.Content kind={kind} entity={entity} actions={actions} />
            </Suspense>
          ),
        },
      ]
    : []
  return (
    <DropZone
      label={t('files.drop', { name: entity.key })}
      disabled={!mayAttach}
      onFiles={(files) => {
        add(files, entity.id)
        showTab('files')
      }}
    >
      {(browse) => (
        <>
          {actions.question}
          <Head
            name={[entity.key, entity.label].filter(Boolean).join(' ')}
            title={
              <>
                <Link
                  to="/p/$org/$project/$collection"
                  params={{ ...project, collection: kind.collection }}
                  className={plainLink}
                >
                  <Text look="muted">{kind.label.many}</Text>
                </Link>
                <Text look="key">{entity.key}</Text>
              </>
            }
          >
            {asOf || entity.deleted_at ? null : <WatchButton kind={kind} entity={entity} />}
            {asOf ? null : (
              <EntityActions kind={kind} entity={entity} actions={actions} without={special?.verbs} />
            )}
          </Head>
          {asOf ? (
            <Banner tone="accent">
              {t('entity.asOf', { time: formatTime(asOf) })}
              <Button size="small" onClick={() => void navigate({ to: '.', search: { tab } })}>
                {t('entity.toNow')}
              </Button>
            </Banner>
          ) : null}
          {entity.deleted_at ? (
            <Banner tone="attention">
              {t('entity.deletedBanner')}
              {entity.abilities.restore ? (
                <Button size="small" onClick={() => void actions.restore()}>
                  {t('entity.restore')}
                </Button>
              ) : null}
            </Banner>
          ) : null}
          <div
            {...lineOf(kind.collection, entity.id)}
            data-line-page=""
            className="flex min-h-0 grow flex-col max-lg:overflow-y-auto lg:flex-row"
          >
            <div className="flex min-w-0 grow flex-col gap-4 lg:overflow-y-auto">
              <div className="max-w-3xl px-4 pt-4">
                <LongFields {...shared} />
              </div>
              <Tabs
                label={entity.label}
                value={tab}
                onChange={showTab}
                tabs={[
                  ...(special?.second ? [] : ofItsOwn),
                  {
                    id: 'trace',
                    label: t('entity.trace'),
                    count: links.data?.items.length,
                    content: <TraceView kind={kind} entity={entity} />,
                  },
                  ...(special?.second ? ofItsOwn : []),
                  {
                    id: 'discussion',
                    label: t('entity.discussion'),
                    count: comments.data?.items.length,
                    content: <Discussion kind={kind} entity={entity} />,
                  },
                  {
                    id: 'files',
                    label: t('files.title'),
                    count: links.data && attachedFiles(links.data.items).length,
                    content: (
                      <EntityFiles
                        kind={kind}
                        entity={entity}
                        asOf={asOf}
                        mayAttach={mayAttach}
                        browse={browse}
                      />
                    ),
                  },
                  {
                    id: 'history',
                    label: t('entity.history'),
                    content: (
                      <>
                        <TimeTravel kind={kind} entity={entity} asOf={asOf} />
                        {asOf ? <ChangedSince kind={kind} entity={entity} asOf={asOf} /> : null}
                        <History kind={kind} entity={entity} />
                      </>
                    ),
                  },
                ]}
              />
            </div>
            <SidePanel label={t('entity.fields')}>
              <div className="overflow-y-auto px-4 py-4">
                <ShortFields {...shared} />
              </div>
            </SidePanel>
          </div>
        </>
      )}
    </DropZone>
  )
}
