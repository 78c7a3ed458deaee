import { parseXml, within } from './xml-tree.ts'

/** Where a part of an Office package points: the path of the other part, and the last word of the relation's type. */
export type Relation = { target: string; kind: string }

/** The relations of a part by their ids (ECMA-376 part 2, 6.5); those that lead out of the package are left out. */
export function relationsOf(files: ReadonlyMap<string, Uint8Array>, part: string): Map<string, Relation> {
  const found = new Map<string, Relation>()
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const xml = files.get(`${folder}_rels/${part.slice(folder.length)}.rels`)
  if (!xml) return found
  for (const { attributes } of within(parseXml(xml), 'Relationship')) {
    const { Id: id, Target: target, Type: type, TargetMode: mode } = attributes
    if (id === undefined || target === undefined || mode === 'External') continue
    found.set(id, { target: resolved(folder, target), kind: (type ?? '').replace(/^.*\//, '') })
  }
  return found
}

function resolved(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
