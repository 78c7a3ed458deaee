/**
 * A parameter as PostgreSQL reads it: text, or bytes for `bytea`. Arrays become array literals, dates instants in UTC,
 * other objects JSON.
 */
export const parameterOf = (value: unknown): string | Buffer | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? arrayLiteral(value) : JSON.stringify(value)
}

const arrayLiteral = (values: readonly unknown[]): string => `{${values.map(elementOf).join(',')}}`

const elementOf = (value: unknown): string => {
  if (Array.isArray(value)) return arrayLiteral(value)
  const text = parameterOf(value)
  if (text === null) return 'NULL'
  return typeof text === 'string'
    ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    : `"\\\\x${text.toString('hex')}"`
}
