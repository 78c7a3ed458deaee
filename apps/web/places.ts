/** Where the entity of a collection is shown: sources in their viewer, the rest on the page that all kinds share. */
export function entityPlace(
  params: { org: string; project: string },
  collection: string,
  item: { id: string; key?: string | null | undefined },
) {
  return collection === 'artifacts'
    ? { to: '/p/$org/$project/library/$id' as const, params: { ...params, id: item.id } }
    : {
        to: '/p/$org/$project/$collection/$key' as const,
        params: { ...params, collection, key: item.key ?? item.id },
      }
}

/** A passage as it stands in an address: `120-164`. */
export const passageParameter = (span: { start: number; end: number }): string => `${span.start}-${span.end}`

/** What a search found, in the project where it is, at its passage where it is one. */
export const hitPlace = (
  { org, project }: { org: string; project: string },
  collection: string,
  hit: {
    id: string
    key: string
    start?: number | null | undefined
    end?: number | null | undefined
    project?: { slug: string } | undefined
  },
) => ({
  ...entityPlace({ org, project: hit.project?.slug ?? project }, collection, hit),
  search:
    typeof hit.start === 'number' && typeof hit.end === 'number'
      ? { at: passageParameter({ start: hit.start, end: hit.end }) }
      : {},
})

/** The passage that an address names, if it names one. */
export function passageOf(parameter: string | undefined): { start: number; end: number } | undefined {
  const found = /^(\d+)-(\d+)$/.exec(parameter ?? '')
  return found ? { start: Number(found[1]), end: Number(found[2]) } : undefined
}

/** The project screen that a path of the server's navigation means. */
export function collectionOfPath(path: string): string {
  return path.replace(/^\//, '').split('/').at(-1) ?? ''
}
