/** A name as it stands in addresses: lower case, letters, digits and hyphens, at most 40 characters. */
export const slugOf = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return slug || 'unnamed'
}

/** The slug itself, or with the first number that makes it free. */
export const freeSlug = (wanted: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number += 1) {
    const candidate = `${wanted}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}
