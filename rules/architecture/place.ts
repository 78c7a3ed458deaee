/** Which part of the house a file belongs to. */
export type Place =
  | { readonly zone: 'kernel'; readonly rest: string }
  | { readonly zone: 'module'; readonly id: string; readonly rest: string }
  | { readonly zone: 'registry' }
  | { readonly zone: 'app'; readonly name: string; readonly rest: string }
  | { readonly zone: 'design-system' }
  | { readonly zone: 'tooling' }

/** The place of a path; whatever is no part of the product (bin, seed, bench, e2e, rules) is tooling. */
export function placeOf(path: string): Place {
  const [top = '', second = '', third = '', ...more] = path.split('/')
  if (top === 'modules' && third === '') return { zone: 'registry' }
  if (top === 'kernel') return { zone: 'kernel', rest: [second, third, ...more].filter(Boolean).join('/') }
  if (top === 'modules') return { zone: 'module', id: `${second}/${third}`, rest: more.join('/') }
  if (top === 'apps') return { zone: 'app', name: second, rest: [third, ...more].filter(Boolean).join('/') }
  if (top === 'design-system') return { zone: 'design-system' }
  return { zone: 'tooling' }
}

/** Runs in the browser: a module's screens and the web app, but not the program that bundles it. */
export function isScreen(path: string): boolean {
  const place = placeOf(path)
  if (place.zone === 'module') return place.rest.startsWith('ui/')
  return place.zone === 'app' && place.name === 'web' && !/(^|\/)vite\.config\.ts$/.test(path)
}
