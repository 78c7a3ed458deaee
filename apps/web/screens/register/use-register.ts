import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { GridColumn, GridLayout } from '#design-system/data-grid.tsx'
import type { Entity, Filters } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { useProject } from '../../frame/use-project.ts'
import { initiallyHidden } from './columns.tsx'
import { filtersOf, whereOf } from './where.ts'

const route = getRouteApi('/signed-in/p/$org/$project/$collection')

/** What stands in the address of a register. */
export type RegisterSearch = ReturnType<typeof route.useSearch>

/** A register's arrangement: what its address says, and how its columns are laid out on this machine. */
export function useRegister(kind: KindInfo, columns: GridColumn<Entity>[]) {
  const project = useProject()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { where } = search
  const filters = useMemo(() => filtersOf(where), [where])
  const change = useCallback(
    (next: Partial<RegisterSearch>) =>
      void navigate({ to: '.', search: (old) => ({ ...old, ...next }), replace: true }),
    [navigate],
  )
  const storeKey = `layout ${project.org}/${project.project}/${kind.collection}`
  const [layout, setLayoutNow] = useState(() => storedLayout(storeKey) ?? plainLayoutOf(kind, columns))
  const setLayout = useCallback(
    (next: GridLayout) => {
      setLayoutNow(next)
      localStorage.setItem(storeKey, JSON.stringify(next))
    },
    [storeKey],
  )
  return {
    search,
    filters,
    layout,
    setLayout,
    /** Changes the address; the way back leads to where one came from, not through every filter. */
    change,
    setFilters: (next: Filters) => change({ where: whereOf(next), view: undefined }),
    /** Puts the columns back as they come. */
    resetLayout: () => setLayout(plainLayoutOf(kind, columns)),
  }
}

/** What `useRegister` gives. */
export type RegisterState = ReturnType<typeof useRegister>

const plainLayoutOf = (kind: KindInfo, columns: GridColumn<Entity>[]): GridLayout => ({
  hidden: initiallyHidden(kind, columns),
  pinned: [],
  widths: {},
  order: [],
})

/** A layout from outside (this machine's store, a saved view), or undefined where it is none. */
export function layoutOf(value: unknown): GridLayout | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const parts = new Map<string, unknown>(Object.entries(value))
  const names = (part: string): string[] => {
    const list = parts.get(part)
    return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []
  }
  const widths = parts.get('widths')
  return {
    hidden: names('hidden'),
    pinned: names('pinned'),
    order: names('order'),
    widths:
      typeof widths === 'object' && widths !== null
        ? Object.fromEntries(Object.entries(widths).filter(([, width]) => typeof width === 'number'))
        : {},
  }
}

function storedLayout(key: string): GridLayout | undefined {
  try {
    return layoutOf(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return undefined
  }
}
