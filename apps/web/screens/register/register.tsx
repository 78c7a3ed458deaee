import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState, type ReactElement } from 'react'
import { Button, IconButton } from '#design-system/button.tsx'
import { toggleHidden } from '#design-system/data-grid/grid-layout.ts'
import { ToolLine } from '#design-system/frame.tsx'
import { useKeys } from '#design-system/keys.ts'
import { Menu } from '#design-system/menu.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import type { KindInfo } from '../../api/kinds.ts'
import { exportAddress } from '../../api/many-entities.ts'
import { membersQuery } from '../../api/members.ts'
import { formatWord } from '../../entities/formats.ts'
import { FindInput } from '../../frame/find-input.tsx'
import { QueryView, Waiting } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { inSentence, t } from '../../messages/index.ts'
import { specialList } from '../special/index.ts'
import { columnsOf } from './columns.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { FilterBar } from './filter-bar.tsx'
import { fittingViews } from './fitting-views.ts'
import { RegisterTable } from './register-table.tsx'
import { useRegister } from './use-register.ts'
import { ViewsMenu } from './views-menu.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/$collection')

const BoardView = lazy(async () => ({ default: (await import('./board-view.tsx')).BoardView }))
const CalendarView = lazy(async () => ({ default: (await import('./calendar-view.tsx')).CalendarView }))
const MatrixView = lazy(async () => ({ default: (await import('./matrix-view.tsx')).MatrixView }))
const RiskView = lazy(async () => ({ default: (await import('./risk-view.tsx')).RiskView }))

/** The register of any kind, made from what the server says of it. */
export function Register(): ReactElement {
  const { collection } = route.useParams()
  const { query, byCollection } = useKinds()
  return (
    <QueryView query={query} head={<Head title={formatWord(collection.replaceAll('-', '_'))} />}>
      {() => {
        const kind = byCollection(collection)
        const Special = kind && specialList(kind)
        return kind ? (
          Special ? (
            <Suspense fallback={<Waiting />}>
              <Special kind={kind} />
            </Suspense>
          ) : (
            <KindRegister key={collection} kind={kind} />
          )
        ) : (
          <>
            <Head title={formatWord(collection.replaceAll('-', '_'))} />
            <EmptyNotice icon="search" title={t('register.unknownTitle')} text={t('register.unknownText')} />
          </>
        )
      }}
    </QueryView>
  )
}

function KindRegister({ kind }: { kind: KindInfo }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const members = useQuery(membersQuery(project.org))
  const columns = useMemo(
    () => columnsOf(kind, (id) => members.data?.find((member) => member.user_id === id)?.name ?? id),
    [kind, members.data],
  )
  const register = useRegister(kind, columns)
  const { search, filters, change, layout, setLayout } = register
  const views = fittingViews(kind)
  const as = views.find((view) => view === search.as) ?? 'table'
  const [asked, setAsked] = useState(false)
  const { creatable } = kind
  const create = () => setAsked(true)
  useKeys({ c: create }, creatable)
  const exported = (format: 'csv' | 'json') => () =>
    location.assign(exportAddress(project, kind.collection, format, { q: search.q, filter: filters }))

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
        <ViewsMenu kind={kind} register={register} />
        <div className="w-48 max-sm:w-auto max-sm:grow max-sm:basis-28">
          <FindInput
            label={t('register.find')}
            value={search.q ?? ''}
            onChange={(value) => change({ q: value || undefined, view: undefined })}
          />
        </div>
        <FilterBar kind={kind} filters={filters} onChange={register.setFilters} />
        <div className="grow max-sm:hidden" />
        {views.length > 1 ? (
          <Segmented
            collapses
            label={t('register.show')}
            value={as}
            options={views.map((value) => ({ value, label: t(`register.as.${value}`) }))}
            onChange={(next) => change({ as: next === 'table' ? undefined : next, by: undefined })}
          />
        ) : null}
        {as === 'table' ? (
          <Menu
            align="end"
            trigger={<IconButton icon="columns" label={t('register.columns')} />}
            items={columns
              .filter(({ id }) => id !== 'key')
              .map((column) => ({
                label: column.header,
                checked: !layout.hidden.includes(column.id),
                onSelect: () => setLayout(toggleHidden(layout, column.id)),
              }))}
          />
        ) : null}
        <Menu
          align="end"
          trigger={<IconButton icon="download" label={t('register.export')} />}
          items={[
            { label: t('register.exportCsv'), onSelect: exported('csv') },
            { label: t('register.exportJson'), onSelect: exported('json') },
          ]}
        />
      </ToolLine>
      <Suspense fallback={<Waiting />}>
        {as === 'table' ? (
          <RegisterTable kind={kind} columns={columns} register={register} onCreate={create} />
        ) : as === 'board' ? (
          <BoardView kind={kind} register={register} />
        ) : as === 'calendar' ? (
          <CalendarView kind={kind} register={register} />
        ) : as === 'matrix' ? (
          <MatrixView kind={kind} register={register} />
        ) : (
          <RiskView kind={kind} register={register} onCreate={create} />
        )}
      </Suspense>
      <CreateDialog
        kind={kind}
        open={asked || hash === 'new'}
        onClose={() => {
          setAsked(false)
          if (hash === 'new') void navigate({ to: '.', search: true, hash: '', replace: true })
        }}
      />
    </>
  )
}
