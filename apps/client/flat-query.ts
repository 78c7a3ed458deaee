/** `{ filter: { score: { gte: 9 } }, limit: 5 }` as the address says it: `filter[score][gte]` and `limit`. What is undefined is left out. */
export const flatQuery = (query: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => pairsOf(name, value)))

const pairsOf = (name: string, value: unknown): [string, string][] => {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => pairsOf(`${name}[${key}]`, inner))
}
