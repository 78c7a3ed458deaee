import type { Filters } from '../../api/entities.ts'

/** Filters as they stand in an address: `state:open;score:gte:10`. */
export function whereOf(filters: Filters): string | undefined {
  const parts = Object.entries(filters).flatMap(([field, conditions]) =>
    Object.entries(conditions).map(([operator, value]) =>
      [field, ...(operator === 'eq' ? [] : [operator]), value].map(encodeURIComponent).join(':'),
    ),
  )
  return parts.length === 0 ? undefined : parts.join(';')
}

/** The filters that an address names. Parts that say nothing are passed over. */
export function filtersOf(where: string | undefined): Filters {
  const filters: Filters = {}
  for (const part of (where ?? '').split(';')) {
    const pieces = part.split(':').map(decode)
    const [field, operator, value] = pieces.length === 2 ? [pieces[0], 'eq', pieces[1]] : pieces
    if (field && operator && value !== undefined) filters[field] = { ...filters[field], [operator]: value }
  }
  return filters
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
