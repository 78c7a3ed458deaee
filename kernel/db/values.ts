/** PostgreSQL type numbers whose text form we parse; the same on both engines. */
export const oid = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
  xid8: 5069,
} as const

/** `2026-01-31 10:00:00.5+00` → `2026-01-31T10:00:00.5Z`. Sessions run in UTC. */
export const isoTimestamp = (text: string): string => {
  const iso = text.replace(' ', 'T')
  return iso.endsWith('+00') ? `${iso.slice(0, -3)}Z` : iso
}

/** Parsers from PostgreSQL's text form by type number; types not named keep their text. */
export const parsers: Record<number, (text: string) => unknown> = {
  [oid.bool]: (text) => text === 't' || text === 'true',
  [oid.int8]: Number,
  [oid.int2]: Number,
  [oid.int4]: Number,
  [oid.oid]: Number,
  [oid.float4]: Number,
  [oid.float8]: Number,
  [oid.json]: (text) => JSON.parse(text),
  [oid.jsonb]: (text) => JSON.parse(text),
  [oid.timestamptz]: isoTimestamp,
  [oid.date]: (text) => text,
  [oid.timestamp]: (text) => text,
  [oid.numeric]: (text) => text,
}
