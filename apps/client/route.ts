/** Method and path below `/api/v1/` of an operation; `{name}` in the path is a parameter. */
export type Route = readonly [method: string, path: string]

/** Routes by the name of the operation. */
export type Routes = Readonly<Record<string, Route>>

/**
 * Where an operation is. What every kind of record has stands in the table once, under `entities`: `risks.close` is
 * found by its kind and verb, so that the table does not grow with the kinds.
 * @throws TypeError for a name that is no operation
 */
export const routeIn = (table: Routes, name: string): Route => {
  const own = table[name]
  if (own) return own
  const [records = '', verb = ''] = name.split('.')
  const shared = table[`entities.${verb}`] ?? table['entities.do']
  if (!shared) throw new TypeError(`${name} is no operation.`)
  const [method, path] = shared
  return [method, path.replace('{collection}', records.replaceAll('_', '-')).replace('{verb}', verb)]
}
