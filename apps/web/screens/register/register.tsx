import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useLocation, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { Button, IconButton } from '#design-system/button.tsx'
import { DataGrid } from '#design-system/data-grid.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { useKeys } from '#design-system/keys.ts'
import { Menu } from '#design-system/menu.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Text } from '#design-system/text.tsx'
import { listQuery } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { FindInput } from '../../frame/find-input.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { sortOf, sortParameter } from '../../frame/sort.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { inSentence, t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'
import { columnsOf, initiallyHidden } from './columns.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filtersOf, whereOf } from './where.ts'

const route = getRouteApi('/signed-in/p/$org/$project/$collection')
/** The register of any kind, made from what the server says of it. */
export function Register(): ReactElement {
  const { collection } = route.useParams()
  const { query, byCollection } = useKinds()
  return (
    <QueryView query={query}>
      {() => {
        const kind = byCollection(collection)
        return kind ? (
          <KindRegister key={collection} kind={kind} />
        ) : (
          <EmptyNotice icon="search" title={t('register.unknownTitle')} text={t('register.unknownText')} />
        )
      }}
    </QueryView>
  )
}

function KindRegister({ kind }: { kind: KindInfo }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const { q, sort, where } = route.useSearch()
  const columns = useMemo(() => columnsOf(kind), [kind])
  const [hidden, setHidden] = useState(() => initiallyHidden(kind, columns))
  const [asked, setAsked] = useState(false)
  const creating = asked || hash === 'new'
  const filters = useMemo(() => filtersOf(where), [where])
  const list = useInfiniteQuery(listQuery(project, kind.collection, { q, sort, filter: filters }))
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const search = (change: {
    q?: string | undefined
    sort?: string | undefined
    where?: string | undefined
  }) => void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true })
  const { creatable } = kind
  const narrowed = Boolean(q) || Boolean(where)
  const create = () => setAsked(true)
  useKeys({ c: create }, creatable)

  return (
    <>
      <Head title={kind.label.many}>
        {creatable ? (
          <Button look="primary" icon="plus" shortcut="C" onClick={create}>
            {t('register.create', { one: inSentence(kind.label.one) })}
          </Button>
        ) : null}
      </Head>
      <ToolLine>
        <div className="w-56">
          <FindInput
            label={t('register.find')}
            value={q ?? ''}
            onChange={(value) => search({ q: value || undefined })}
          />
        </div>
        <FilterBar kind={kind} filters={filters} onChange={(next) => search({ where: whereOf(next) })} />
        <div className="grow" />
        <Menu
          align="end"
          trigger={<IconButton icon="columns" label={t('register.columns')} />}
          items={columns
            .filter(({ id }) => id !== 'key')
            .map((column) => ({
              label: column.header,
              checked: !hidden.includes(column.id),
              onSelect: () =>
                setHidden((old) =>
                  old.includes(column.id) ? old.filter((id) => id !== column.id) : [...old, column.id],
                ),
            }))}
        />
      </ToolLine>
      <QueryView query={list} loadingLines={10}>
        {() =>
          items.length > 0 ? (
            <DataGrid
              label={kind.label.many}
              columns={columns}
              hidden={hidden}
              rows={items}
              rowId={(entity) => entity.id}
              sort={sortOf(sort)}
              onSort={(next) => search({ sort: sortParameter(next) })}
              onOpen={(entity) => void navigate(entityPlace(project, kind.collection, entity))}
              onEnd={more}
              footer={
                <Text look="faint">
                  {t('register.shown', { count: items.length, more: hasNextPage ? 'yes' : 'no' })}
                </Text>
              }
            />
          ) : narrowed ? (
            <EmptyNotice icon="filter" title={t('register.noMatchTitle')} text={t('register.noMatchText')}>
              <Button onClick={() => search({ q: undefined, where: undefined })}>
                {t('register.clear')}
              </Button>
            </EmptyNotice>
          ) : (
            <EmptyNotice
              title={t('register.emptyTitle', { many: inSentence(kind.label.many) })}
              text={t('register.emptyText')}
            >
              {creatable ? (
                <Button look="primary" onClick={create}>
                  {t('register.create', { one: inSentence(kind.label.one) })}
                </Button>
              ) : null}
            </EmptyNotice>
          )
        }
      </QueryView>
      <CreateDialog
        kind={kind}
        open={creating}
        onClose={() => {
          setAsked(false)
          if (hash === 'new') void navigate({ to: '.', search: true, hash: '', replace: true })
        }}
      />
    </>
  )
}
