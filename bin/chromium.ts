import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import type { LaunchOptions } from 'playwright-core'

/** The machine that a browser is looked for on; tests describe another one. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists: (path: string) => boolean
}

const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  env: process.env,
  exists: existsSync,
}

/**
 * Where the browser for tests is. In order: `CHROMIUM_PATH`; on Linux x64 the Chromium that comes pinned
 * from npm, unpacked once into `.cache/`; elsewhere an installed Chrome or Chromium.
 * @throws an Error that says what to install or set, when there is none.
 */
export async function chromiumPath(machine: Machine = thisMachine): Promise<string> {
  return installedChromium(machine) ?? join(await unpackPinned(), 'chromium')
}

/** How playwright-core launches that browser headless: as root or not, without any system package. */
export async function chromiumLaunch(machine: Machine = thisMachine): Promise<LaunchOptions> {
  const installed = installedChromium(machine)
  if (installed) return { executablePath: installed, headless: true, args: steadyRendering }
  const folder = await unpackPinned()
  return {
    executablePath: join(folder, 'chromium'),
    headless: true,
    args: [...steadyRendering, '--no-zygote', '--disable-dev-shm-usage'],
    env: {
      ...machine.env,
      // Its own libraries and its own font: a bare system lacks both, and screenshots must not differ.
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), machine.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(delimiter),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  }
}

/** Flags under which the same page gives the same pixels on two machines. */
const steadyRendering = ['--font-render-hinting=none', '--force-color-profile=srgb', '--hide-scrollbars']

/** The package's own list names folders of another kind of machine. */
const fontsOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts', 'fonts')}</dir><cachedir>${join(folder, 'fonts', 'cache')}</cachedir></fontconfig>
`

/** A browser that is there already, or undefined where the pinned one is to be used. */
function installedChromium({ platform, arch, env, exists }: Machine): string | undefined {
  const named = env['CHROMIUM_PATH']
  if (named) {
    if (!exists(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`)
    return named
  }
  if (platform === 'linux' && arch === 'x64') return undefined
  const found = (usualPlaces[platform] ?? []).find(exists)
  if (found) return found
  throw new Error(
    `No browser for ${platform}-${arch}: the pinned Chromium is built for linux-x64 only. ` +
      'Install Google Chrome or Chromium, or set CHROMIUM_PATH to its program.',
  )
}

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
}

/**
 * Unpacks the packed browser beside its version number and returns that folder. Test files run in several
 * processes: each unpacks into a folder of its own, and the first rename wins.
 */
async function unpackPinned(): Promise<string> {
  const packed = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '..',
    '..',
    'bin',
  )
  const cache = join(import.meta.dirname, '..', '.cache')
  const folder = join(cache, `chromium-${await pinnedVersion(packed)}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const fresh = await mkdtemp(join(cache, 'chromium-unpacking-'))
  try {
    await decompress(join(packed, 'chromium.br'), join(fresh, 'chromium'))
    await untar(join(packed, 'swiftshader.tar.br'), fresh)
    await untar(join(packed, 'al2023.tar.br'), join(fresh, 'al2023'))
    await untar(join(packed, 'fonts.tar.br'), join(fresh, 'fonts'))
    await writeFile(join(fresh, 'fonts', 'fonts.conf'), fontsOf(folder))
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function pinnedVersion(packed: string): Promise<string> {
  const manifest: unknown = createRequire(import.meta.url)(join(packed, '..', 'package.json'))
  if (typeof manifest === 'object' && manifest && 'version' in manifest) return String(manifest.version)
  throw new Error(`${packed} has no package manifest beside it`)
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }))
}

async function untar(from: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const archive = join(folder, 'packed.tar')
  await decompress(from, archive)
  await promisify(execFile)('tar', ['--no-same-owner', '-xf', archive, '-C', folder])
  await rm(archive)
}
