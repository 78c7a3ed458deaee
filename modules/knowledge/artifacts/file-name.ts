const fallback = 'file'
const longest = 255

// Controls, line separators, and the invisible marks that turn the order of letters (exe shown as pdf).
// oxlint-disable-next-line no-control-regex
const invisible = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g

/**
 * A name under which a file may be kept, out of whatever an upload claims: the last part of any path, without control
 * or direction marks, without dots or spaces at its ends, 1 to 255 characters. A long name keeps its extension.
 */
export const cleanFileName = (claimed: string | undefined): string => {
  const last = (claimed ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const name = last
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (name === '') return fallback
  if (name.length <= longest) return name
  const extension = /\.[^.\s]{1,16}$/.exec(name)?.[0] ?? ''
  return (withoutHalf(name.slice(0, longest - extension.length)) + extension).trim()
}

// a cut may have left the first half of a surrogate pair at the end
const withoutHalf = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '')

/** The name of a file in `Content-Disposition` (RFC 6266): `filename*` of RFC 5987 before plain `filename`. */
export const fileNameIn = (disposition: string | undefined): string | undefined => {
  if (!disposition) return undefined
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(`;${disposition}`)?.[1]
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended)
    } catch {
      // not decodable: the plain name may still serve
    }
  }
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(`;${disposition}`)?.[1]
  // header bytes arrive as Latin-1; nearly everybody sends UTF-8
  if (quoted !== undefined) return fromLatin1(quoted.replace(/\\(["\\])/g, '$1'))
  const token = /;\s*filename\s*=\s*([^;\s"]+)/i.exec(`;${disposition}`)?.[1]
  return token === undefined ? undefined : fromLatin1(token)
}

const fromLatin1 = (text: string): string => {
  const bytes = Buffer.from(text, 'latin1')
  if (bytes.toString('latin1') !== text) return text
  const utf8 = bytes.toString('utf8')
  return utf8.includes('\uFFFD') ? text : utf8
}

/** `Content-Disposition` for a download (RFC 6266, RFC 5987): an ASCII name for old clients beside the true one. */
export const disposition = (kind: 'attachment' | 'inline', name: string): string => {
  const ascii = name.replace(/[^\x20-\x7E]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
