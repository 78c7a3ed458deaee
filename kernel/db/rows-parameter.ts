/**
 * Rows as one `jsonb` parameter, for `jsonb_to_recordset`. Half of a surrogate pair, as cutting a text leaves it, becomes
 * U+FFFD as in any other parameter: as JSON the database would refuse it.
 */
export const rowsParameter = (rows: readonly unknown[]): string =>
  JSON.stringify(rows, (_name, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
