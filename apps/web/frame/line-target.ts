/** What the line is asked of: an entity, or one value of it. */
export type LineTarget = { collection: string; id: string; field: string | undefined }

/** The attributes by which anything on a screen says whose line it is on: `data-line="risks 0190…"`. */
export const lineOf = (collection: string, id: string, field?: string): Record<string, string> => ({
  'data-line': `${collection} ${id}`,
  ...(field === undefined ? {} : { 'data-line-field': field }),
})

/** The target that an element stands for, by itself or by what it stands in. */
export function targetOf(element: Element | null | undefined): LineTarget | undefined {
  const holder = element?.closest('[data-line]')
  const [collection, id] = holder?.getAttribute('data-line')?.split(' ') ?? []
  if (!collection || !id) return undefined
  const field = element?.closest('[data-line-field]')
  return {
    collection,
    id,
    field:
      field && (field === holder || holder?.contains(field))
        ? (field.getAttribute('data-line-field') ?? undefined)
        : undefined,
  }
}

/** What the keyboard is at: the focused element, or the row or cell that a grid says is current. */
export function elementAtKeyboard(): Element | null {
  const focused = document.activeElement
  const current = focused?.getAttribute('aria-activedescendant')
  return (current ? document.getElementById(current) : null) ?? focused
}
