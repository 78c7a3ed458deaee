// Everything below space apart from tab and line feed, and DEL: invisible, and NUL is refused by PostgreSQL.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g

/** Text as it may be stored: line ends `\n`, no control characters but tab and line feed, only well-formed UTF-16. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(controls, '')
    .toWellFormed()
}

/** A single line: cleaned, every stretch of white space one space, trimmed. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}

/**
 * A bare file name out of whatever a document claims: the last part of any path, without control characters,
 * bidirectional overrides (which make `exe` look like `pdf`) or leading dots, at most 200 characters.
 */
export function bareFilename(claimed: string | null | undefined, otherwise: string): string {
  const last =
    oneLine(claimed ?? '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  const name = last
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return name === '' ? otherwise : name.slice(-200).toWellFormed()
}
