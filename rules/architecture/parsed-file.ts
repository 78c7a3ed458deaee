import { posix } from 'node:path'
import { parseSync, Visitor } from 'vite'
import type { SourceFile } from './source-tree.ts'

/** One import, export-from, `import()` or `import('…')` type. */
export interface Import {
  /** A project path for our own files, else the specifier as written: `pg`, `node:fs`. */
  readonly target: string
  readonly ours: boolean
  readonly typeOnly: boolean
}

/** What the rules want to know of a TypeScript file. */
export interface ParsedFile {
  readonly path: string
  readonly imports: readonly Import[]
  readonly readsEnvironment: boolean
  /** The strings of a `dependsOn: […]` property; undefined where the file has none. */
  readonly dependsOn: readonly string[] | undefined
}

/** Parses with the compiler that bundles the web app. @throws where the file is not TypeScript. */
export function parseFile({ path, text }: SourceFile): ParsedFile {
  const { program, errors } = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' })
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const imports: Import[] = []
  let readsEnvironment = false
  let dependsOn: string[] | undefined
  const add = (specifier: string, typeOnly: boolean): void => {
    imports.push({ ...resolve(path, specifier), typeOnly })
  }
  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers.filter((s) => s.type === 'ImportSpecifier')
      const allTypes =
        named.length > 0 &&
        named.length === node.specifiers.length &&
        named.every((s) => s.importKind === 'type')
      add(node.source.value, node.importKind === 'type' || allTypes)
      if (/^(node:)?process$/.test(node.source.value)) readsEnvironment = true
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type')
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.exportKind === 'type')
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string')
        add(node.source.value, false)
    },
    TSImportType(node) {
      add(node.source.value, true)
    },
    MemberExpression(node) {
      if (nameOf(node.property) === 'env' && isProcess(node.object)) readsEnvironment = true
    },
    VariableDeclarator(node) {
      if (node.id.type === 'ObjectPattern' && node.init && isProcess(node.init)) {
        readsEnvironment ||= node.id.properties.some((p) => p.type === 'Property' && nameOf(p.key) === 'env')
      }
    },
    Property(node) {
      if (nameOf(node.key) !== 'dependsOn' || node.value.type !== 'ArrayExpression') return
      dependsOn = node.value.elements.flatMap((element) =>
        element?.type === 'Literal' && typeof element.value === 'string' ? [element.value] : [],
      )
    },
  }).visit(program)
  return { path, imports, readsEnvironment, dependsOn }
}

/** What an identifier or a string key is called. */
function nameOf(node: { type: string; name?: unknown; value?: unknown }): unknown {
  return node.type === 'Literal' ? node.value : node.name
}

function isProcess(node: {
  type: string
  name?: unknown
  property?: { type: string; name?: unknown; value?: unknown }
}): boolean {
  return (
    node.name === 'process' ||
    (node.type === 'MemberExpression' && node.property !== undefined && nameOf(node.property) === 'process')
  )
}

function resolve(from: string, specifier: string): { target: string; ours: boolean } {
  if (specifier.startsWith('#')) return { target: specifier.slice(1), ours: true }
  if (specifier.startsWith('.')) return { target: posix.join(posix.dirname(from), specifier), ours: true }
  return { target: specifier, ours: false }
}
