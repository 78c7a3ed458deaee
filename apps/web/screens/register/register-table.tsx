import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { DataGrid, type GridColumn } from '#design-system/data-grid.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { countsQuery } from '../../api/counts.ts'
import { listQuery, type Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { formatNumber } from '../../entities/formats.ts'
import { lineOf } from '../../frame/line-target.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { sortOf, sortParameter } from '../../frame/sort.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'
import { NothingHere } from './nothing-here.tsx'
import { SelectionBar } from './selection-bar.tsx'
import type { RegisterState } from './use-register.ts'

/** Rows that are read at once. */
const pageSize = 200

/** A register as a table: rows are read as they come into view, chosen, edited, copied. */
export function RegisterTable(props: {
  kind: KindInfo
  columns: GridColumn<Entity>[]
  register: RegisterState
  onCreate: () => void
}): ReactElement {
  const { kind, columns, register } = props
  const project = useProject()
  const navigate = useNavigate()
  const announce = useToast()
  const { q, sort, group } = register.search
  const filter = register.filters
  // what was there stays until the next answer is, so that a register does not flicker while one narrows it
  const list = useInfiniteQuery({
    ...listQuery(project, kind.collection, { q, sort: sort ?? group, filter, limit: pageSize }),
    placeholderData: keepPreviousData,
  })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  // who has read all rows knows how many there are
  const counts = useQuery({
    ...countsQuery(project, kind.collection, { q, filter }),
    enabled: hasNextPage && !list.isPlaceholderData,
  })
  const all = hasNextPage || list.isPlaceholderData ? counts.data?.total : items.length
  const total = all === undefined ? '…' : formatNumber(all)
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const grouping = useMemo(() => {
    const by = columns.find(({ id }) => id === group)
    return by ? { column: by.id, of: (row: Entity) => by.text?.(row) || t('register.noGroup') } : undefined
  }, [columns, group])
  const selected = useMemo(
    () => (chosen.size === 0 ? [] : items.filter(({ id }) => chosen.has(id))),
    [chosen, items],
  )

  const marks = useCallback((entity: Entity) => lineOf(kind.collection, entity.id), [kind.collection])

  return (
    <QueryView query={list} loadingLines={10}>
      {() =>
        items.length === 0 ? (
          <NothingHere kind={kind} register={register} onCreate={props.onCreate} />
        ) : (
          <>
            <DataGrid
              label={kind.label.many}
              columns={columns}
              layout={register.layout}
              onLayout={register.setLayout}
              rows={items}
              rowId={(entity) => entity.id}
              rowMarks={marks}
              question={JSON.stringify([q, sort, filter])}
              sort={sortOf(sort)}
              onSort={(next) => register.change({ sort: sortParameter(next), view: undefined })}
              group={grouping}
              onGroup={(column) => register.change({ group: column, view: undefined })}
              selected={chosen}
              onSelected={setChosen}
              onCopied={(count) => announce(t('register.copied', { count }))}
              onOpen={(entity) => void navigate(entityPlace(project, kind.collection, entity))}
              onEnd={more}
              footer={<Text look="faint">{t('register.shown', { shown: items.length, total })}</Text>}
            />
            {selected.length > 0 ? (
              <SelectionBar
                kind={kind}
                entities={selected}
                columns={columns}
                onDone={() => setChosen(new Set())}
              />
            ) : null}
          </>
        )
      }
    </QueryView>
  )
}
