import canonicalize from 'canonicalize'

/**
 * The one JSON text of a value: keys in order, no spaces (RFC 8785, JSON Canonicalization Scheme).
 * @throws Error for what JSON cannot hold, such as NaN
 */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('a value without a JSON form cannot be part of an entry')
  return text
}

/**
 * Reads JSON as the database prints it. RFC 8785 knows only the numbers of IEEE 754; a number that would change its
 * text on the way through one (`1.50`, twenty digits) is carried as `{"$number": "1.50"}`, so that no digit is lost.
 */
export const exactJson = (text: string): unknown =>
  JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
      ? { $number: context.source }
      : value,
  )
