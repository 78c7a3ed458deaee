/** Quotes an identifier for use in SQL text. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Quotes a string literal for DDL, where parameters are not allowed. */
export const literal = (value: string): string =>
  value.includes('\\')
    ? ` E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${value.replaceAll("'", "''")}'`
