import type { ParsedFile } from './parsed-file.ts'
import { placeOf } from './place.ts'
import { isTest, type SourceFile } from './source-tree.ts'

const empty = 'utils?|helpers?|common|misc|managers?|data'
const sayNothing = new RegExp(`^(${empty}|handlers?|handle-.*|.*-(utils?|helpers?|managers?))$`)
const kebab = /^_?[a-z0-9]+(-[a-z0-9]+)*$/

/** Code files whose name says nothing, or that are not in kebab-case. */
export function badFileNames(paths: readonly string[]): string[] {
  return paths
    .filter((path) => /\.(ts|tsx|sql|css|sh)$/.test(path))
    .flatMap((path) => {
      const parts = path.split('/').map((part) => part.replace(/^\./, ''))
      const stems = parts.map((part, at) => (at === parts.length - 1 ? (part.split('.')[0] ?? '') : part))
      const hollow = stems.find((stem) => sayNothing.test(stem))
      if (hollow !== undefined) return [`${path}: "${hollow}" does not say what is in it`]
      const bent = stems.find((stem) => !kebab.test(stem) && !/^\d{4}_[a-z0-9_-]+$/.test(stem))
      return bent === undefined ? [] : [`${path}: "${bent}" is not kebab-case`]
    })
}

/** Product files other than the one home of configuration that look at the environment. */
export function environmentReaders(files: readonly ParsedFile[]): string[] {
  return files
    .filter(
      ({ path, readsEnvironment }) => readsEnvironment && placeOf(path).zone !== 'tooling' && !isTest(path),
    )
    .filter(({ path }) => path !== 'kernel/config/environment.ts' && !/(^|\/)vite\.config\.ts$/.test(path))
    .map(({ path }) => `${path} reads process.env: configuration comes from kernel/config`)
}

// Spelled in halves, so that this file obeys its own rules.
const whole = (halves: readonly (readonly [string, string])[]): string =>
  halves.map((half) => half.join('')).join('|')

const unfinished = [
  ['TO', 'DO'],
  ['FIX', 'ME'],
  ['X', 'XX'],
  ['HA', 'CK'],
] as const
const announced = [
  ['coming ', 'soon'],
  ['not yet ', 'implemented'],
] as const
const homes = [
  ['ho', 'me'],
  ['Us', 'ers'],
  ['wo', 'rk'],
] as const
const registries = [
  ['registry.npm', 'js'],
  ['registry.yarn', 'pkg'],
  ['deb.deb', 'ian'],
  ['py', 'pi'],
  ['proxy.go', 'lang'],
] as const

const forbidden: readonly (readonly [pattern: RegExp, why: string])[] = [
  [new RegExp(`\\b(${whole(unfinished)})\\b`), 'unfinished work is finished, not marked'],
  [new RegExp(whole(announced), 'i'), 'what is not there is not announced'],
  [new RegExp(`(^|[\\s'"\`(=:])/(${whole(homes)})/[a-z]`), 'a path of one machine'],
  [new RegExp(`\\b(${whole(registries)})\\.(org|com)\\b`), 'a registry is the choice of who installs'],
]

/** Lines that hold a word or an address that the project does not use. */
export function forbiddenText(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, at) =>
        forbidden.filter(([pattern]) => pattern.test(line)).map(([, why]) => `${path}:${at + 1}: ${why}`),
      ),
  )
}
