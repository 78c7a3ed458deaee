const hidden = '[redacted]'

// Compared with names in lower case and without punctuation: `Set-Cookie`, `api_key` and `apiKey` match.
// Counts such as `inputTokens` or `tokenCount` are no secrets and stay.
const secretName =
  /authorization$|cookies?$|password|passwd|passphrase|secret|token$|apikey$|privatekey$|signingkey$|wrappedkey$|ciphertext$|credentials?$|sessionid$|^dsn$/

/** A copy of a JSON value in which what has a secret's name is hidden, at any depth, and texts are redacted. */
export function redactSecrets(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redactSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecret(name, inner) ? hidden : redactSecrets(inner),
    ]),
  )
}

/** Hides passwords in addresses, bearer and basic credentials, and the product's own tokens inside a text. */
export function redactText(text: string): string {
  return text
    .replaceAll(/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'@]*(?:@[^\s/?#"'@]*)*@/gi, `$1${hidden}@`)
    .replaceAll(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${hidden}`)
    .replaceAll(/\b[a-z][a-z0-9]{0,15}_[0-9A-Za-z]{43}\b/g, hidden)
    .replaceAll(/([?&](?:[\w-]*(?:token|secret|password|signature|api[_-]?key))=)[^&\s"'#]+/gi, `$1${hidden}`)
}

const isSecret = (name: string, value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  typeof value !== 'boolean' &&
  secretName.test(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
