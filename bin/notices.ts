import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * Writes THIRD-PARTY-NOTICES.md: every package of a production installation with its license, and the texts.
 * `--check` compares instead and exits 1 where the file is out of date.
 */
const root = join(import.meta.dirname, '..')
const target = join(root, 'THIRD-PARTY-NOTICES.md')

const versions = z.record(z.string(), z.string()).default({})
const entry = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  optional: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  dependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
})
const lockfile = z.object({ packages: z.record(z.string(), entry) })
type Locked = z.infer<typeof lockfile>['packages']

interface Package {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly text: string | undefined
}

async function productionPackages(): Promise<Package[]> {
  const { packages } = lockfile.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')))
  const found: Package[] = []
  for (const path of reached(packages)) {
    const one = packages[path]
    if (!one) continue
    found.push({
      name: path.split('node_modules/').at(-1) ?? path,
      version: one.version ?? '',
      license: one.license ?? (await declaredLicense(path)),
      // A package for one system is not installed on the others, and the page must be the same on all.
      text: one.os || one.optional ? undefined : await licenseText(join(root, path)),
    })
  }
  const byName = new Map(found.map((one) => [`${one.name}@${one.version}`, one]))
  return [...byName.values()].toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

/** The installed places that the project's own dependencies lead to; the lockfile's flags are not enough. */
function reached(packages: Locked): Set<string> {
  const places = new Set<string>()
  const follow = (from: string): void => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
      packages[from] ?? entry.parse({})
    const peers = Object.keys(peerDependencies).filter(
      (name) => peerDependenciesMeta[name]?.optional !== true,
    )
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const place = resolved(packages, from, name)
      if (place === undefined || places.has(place)) continue
      places.add(place)
      follow(place)
    }
  }
  follow('')
  return places
}

/** Where Node finds a package from a place: beside it, else one level up, and so on. */
function resolved(packages: Locked, from: string, name: string): string | undefined {
  const levels = from === '' ? [] : from.split('/node_modules/')
  while (levels.length > 0) {
    const place = `${levels.join('/node_modules/')}/node_modules/${name}`
    if (packages[place]) return place
    levels.pop()
  }
  return packages[`node_modules/${name}`] ? `node_modules/${name}` : undefined
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

async function declaredLicense(path: string): Promise<string> {
  const manifest = z.object({ license: z.string().optional() })
  const text = await readFile(join(root, path, 'package.json'), 'utf8').catch(() => '{}')
  return manifest.safeParse(JSON.parse(text)).data?.license ?? 'see its text'
}

async function licenseText(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => [])
  const name = names.toSorted(compare).find((one) => /^(licen[cs]e|copying)/i.test(one))
  return name === undefined
    ? undefined
    : (await readFile(join(folder, name), 'utf8').catch(() => undefined))?.trim()
}

function page(packages: readonly Package[]): string {
  const texts = Map.groupBy(
    packages.filter((one) => one.text !== undefined),
    (one) => one.text ?? '',
  )
  return [
    '# Third-party notices',
    '',
    'What a production installation brings. Written by `node bin/notices.ts`.',
    '',
    '| package | version | license |',
    '|---|---|---|',
    ...packages.map((one) => `| ${one.name} | ${one.version} | ${one.license} |`),
    '',
    ...[...texts].flatMap(([text, users]) => [
      `## ${[...new Set(users.map((one) => one.name))].join(', ')}`,
      '',
      '```text',
      text.replaceAll('\r\n', '\n').replaceAll('```', "'''"),
      '```',
      '',
    ]),
  ].join('\n')
}

const fresh = page(await productionPackages())
if (!process.argv.includes('--check')) {
  await writeFile(target, fresh)
} else if ((await readFile(target, 'utf8').catch(() => '')) !== fresh) {
  process.stderr.write('THIRD-PARTY-NOTICES.md is out of date: run "node bin/notices.ts"\n')
  process.exitCode = 1
}
