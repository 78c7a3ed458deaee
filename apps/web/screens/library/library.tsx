import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { DataGrid, type GridColumn } from '#design-system/data-grid.tsx'
import { DropZone } from '#design-system/drop-zone.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { Icon } from '#design-system/icon.tsx'
import { Select } from '#design-system/inputs.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SelectionLine } from '#design-system/selection-line.tsx'
import { Text } from '#design-system/text.tsx'
import { artifactsQuery, isBeingRead, type Artifact } from '../../api/artifacts.ts'
import { formatBytes, formatRelative, formatTime } from '../../entities/formats.ts'
import { typeName } from '../../entities/source-type.ts'
import { stateTone } from '../../entities/state-tone.ts'
import { FindInput } from '../../frame/find-input.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { sortOf, sortParameter } from '../../frame/sort.ts'
import { UploadList } from '../../frame/upload-list.tsx'
import { useUploads } from '../../frame/uploads.tsx'
import { useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t, textAt } from '../../messages/index.ts'
import { MoveDialog } from './move-dialog.tsx'
import { carry } from './moving.ts'
import { OfTopic } from './of-topic.tsx'
import { SideTrees } from './side-trees.tsx'

/** Nothing is chosen. */
const none: ReadonlySet<string> = new Set()

const states = ['pending', 'processing', 'processed', 'failed'] as const
const route = getRouteApi('/signed-in/p/$org/$project/library')
/** The evidence library: every source, what state its reading is in, and the way to add more. */
export function Library(): ReactElement {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(none)
  const [moving, setMoving] = useState<string[]>()
  const columns = useMemo(() => libraryColumns(chosen), [chosen])
  const project = useProject()
  const { q, state, sort, folder, topic } = route.useSearch()
  const navigate = useNavigate()
  const { add } = useUploads()
  const list = useInfiniteQuery({
    ...artifactsQuery(project, {
      q,
      sort: sort ?? '-created_at',
      filter: {
        ...(state ? { state: { eq: state } } : {}),
        ...(folder ? { folder_id: folder === 'none' ? { empty: 'true' } : { eq: folder } } : {}),
      },
    }),
    // Live events tell of changes; while something is being read, asking as well covers a lost connection.
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.items.some(isBeingRead)) ? 3_000 : false,
  })
  const narrowed = Boolean(q) || Boolean(state) || Boolean(folder)
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const search = (change: {
    q?: string | undefined
    state?: string | undefined
    sort?: string | undefined
  }) => void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  return (
    <DropZone label={t('library.drop')} onFiles={(files) => add(files)}>
      {(browse) => (
        <>
          <Head title={t('frame.library')}>
            <Button look="primary" icon="upload" onClick={browse}>
              {t('library.upload')}
            </Button>
          </Head>
          <ToolLine>
            <div className="w-64">
              <FindInput
                label={t('library.find')}
                value={q ?? ''}
                onChange={(value) => search({ q: value || undefined })}
              />
            </div>
            <div className="w-36">
              <Select
                compact
                aria-label={t('library.state')}
                value={state ?? ''}
                onChange={(event) => search({ state: event.target.value || undefined })}
              >
                <option value="">{t('library.allStates')}</option>
                {states.map((value) => (
                  <option key={value} value={value}>
                    {t(`library.states.${value}`)}
                  </option>
                ))}
              </Select>
            </div>
          </ToolLine>
          <UploadList />
          {chosen.size > 0 ? (
            <SelectionLine text={t('register.chosen', { count: chosen.size })}>
              <Button size="small" icon="folder" onClick={() => setMoving([...chosen])}>
                {t('library.move')}
              </Button>
              <Button size="small" look="quiet" icon="close" onClick={() => setChosen(none)}>
                {t('register.unchoose')}
              </Button>
            </SelectionLine>
          ) : null}
          {moving ? (
            <MoveDialog
              load={{ collection: 'artifacts', ids: moving }}
              onClose={() => setMoving(undefined)}
              onMoved={() => {
                setMoving(undefined)
                setChosen(none)
              }}
            />
          ) : null}
          <div className="flex min-h-0 grow">
            <SideTrees folder={folder} topic={topic} />
            <div className="flex min-h-0 min-w-0 grow flex-col">
              {topic ? (
                <OfTopic topic={topic} />
              ) : (
                <QueryView query={list}>
                  {() =>
                    items.length === 0 ? (
                      narrowed ? (
                        <EmptyNotice
                          icon="search"
                          title={t('library.noMatch')}
                          text={t('library.noMatchText')}
                        />
                      ) : (
                        <EmptyNotice
                          icon="upload"
                          title={t('library.emptyTitle')}
                          text={t('library.emptyText')}
                        >
                          <Button look="primary" onClick={browse}>
                            {t('library.choose')}
                          </Button>
                        </EmptyNotice>
                      )
                    ) : (
                      <DataGrid
                        label={t('frame.library')}
                        columns={columns}
                        rows={items}
                        rowId={(item) => item.id}
                        selected={chosen}
                        onSelected={setChosen}
                        rowKeys={{ m: (item) => setMoving(chosen.size > 0 ? [...chosen] : [item.id]) }}
                        sort={sortOf(sort ?? '-created_at')}
                        onSort={(next) => search({ sort: sortParameter(next) })}
                        onOpen={(item) =>
                          void navigate({
                            to: '/p/$org/$project/library/$id',
                            params: { ...project, id: item.id },
                          })
                        }
                        onEnd={more}
                        footer={
                          <Text look="faint">
                            {t('library.shown', { count: items.length, more: hasNextPage ? 'yes' : 'no' })}
                          </Text>
                        }
                      />
                    )
                  }
                </QueryView>
              )}
            </div>
          </div>
        </>
      )}
    </DropZone>
  )
}

const libraryColumns = (chosen: ReadonlySet<string>): GridColumn<Artifact>[] => [
  {
    id: 'filename',
    header: t('library.columns.name'),
    width: 'minmax(280px, 1fr)',
    sortable: true,
    cell: (item) => (
      <span
        draggable
        onDragStart={(event) =>
          carry(event, { collection: 'artifacts', ids: chosen.has(item.id) ? [...chosen] : [item.id] })
        }
        className="flex min-w-0 items-center gap-2"
      >
        <Icon name="file" />
        <Text truncate>{item.filename}</Text>
      </span>
    ),
  },
  {
    id: 'state',
    header: t('library.columns.state'),
    width: '140px',
    sortable: true,
    cell: ({ state, failure_reason: reason }) => (
      <span title={reason ?? undefined}>
        <StateMark tone={stateTone(state)}>{textAt(`library.states.${state}`) ?? state}</StateMark>
      </span>
    ),
  },
  {
    id: 'media_type',
    header: t('library.columns.type'),
    width: '120px',
    sortable: true,
    cell: (item) => <Text tone="unknown">{typeName(item)}</Text>,
  },
  {
    id: 'size_bytes',
    header: t('library.columns.size'),
    width: '96px',
    align: 'end',
    sortable: true,
    cell: (item) => formatBytes(item.size_bytes),
  },
  {
    id: 'version_number',
    header: t('library.columns.version'),
    width: '80px',
    align: 'end',
    cell: (item) => item.version_number,
  },
  {
    id: 'created_at',
    header: t('library.columns.added'),
    width: '128px',
    sortable: true,
    cell: (item) => <span title={formatTime(item.created_at)}>{formatRelative(item.created_at)}</span>,
  },
]
