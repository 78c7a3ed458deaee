import type { GridSort } from '#design-system/data-grid.tsx'

/** The sort that a `sort` parameter names: a field, with a minus in front for descending. */
export const sortOf = (parameter: string | undefined): GridSort | undefined =>
  parameter ? { column: parameter.replace(/^-/, ''), descending: parameter.startsWith('-') } : undefined

/** The parameter for a sort. */
export const sortParameter = (sort: GridSort | undefined): string | undefined =>
  sort ? `${sort.descending ? '-' : ''}${sort.column}` : undefined
