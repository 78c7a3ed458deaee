/** Each cycle among the modules' `dependsOn`, once, as a sentence; and each name that no module has. */
export function dependencyCycles(dependencies: ReadonlyMap<string, readonly string[]>): string[] {
  const problems = new Set<string>()
  const done = new Set<string>()
  const visit = (id: string, path: readonly string[]): void => {
    const start = path.indexOf(id)
    if (start >= 0) {
      problems.add(`modules rest on each other: ${[...path.slice(start), id].join(' → ')}`)
      return
    }
    if (done.has(id)) return
    for (const next of dependencies.get(id) ?? []) {
      if (dependencies.has(next)) visit(next, [...path, id])
      else problems.add(`${id} depends on ${next}, which does not exist`)
    }
    done.add(id)
  }
  for (const id of dependencies.keys()) visit(id, [])
  return [...problems]
}
