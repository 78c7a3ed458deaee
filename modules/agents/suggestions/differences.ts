/** A field in which the proposed record and one that exists differ. */
export interface Difference {
  field: string
  existing: unknown
  proposed: unknown
}

/** What a proposed record says otherwise than one that exists, field by field; what it leaves open is no difference. */
export const differences = (
  existing: Readonly<Record<string, unknown>>,
  proposed: Readonly<Record<string, unknown>>,
): Difference[] =>
  Object.entries(proposed)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([field, value]) =>
      value !== null &&
      value !== undefined &&
      JSON.stringify(existing[field] ?? null) !== JSON.stringify(value)
        ? [{ field, existing: existing[field] ?? null, proposed: value }]
        : [],
    )
