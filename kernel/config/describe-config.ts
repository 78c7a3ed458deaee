import { z } from 'zod'
import { kernelSlices } from './kernel-slices.ts'
import type { Slice } from './slice.ts'

/** One variable as documentation shows it. */
export interface Setting {
  readonly slice: string
  readonly variable: string
  readonly default: string | undefined
  readonly description: string
}

/** Every variable of the slices, in the order of declaration. */
export function listSettings(slices: readonly Slice[] = kernelSlices): Setting[] {
  return slices.flatMap((slice) =>
    Object.entries(slice.shape).map(([variable, type]) => ({
      slice: slice.name,
      variable,
      default: defaultOf(type),
      description: type.description ?? '',
    })),
  )
}

/** The settings as Markdown: a table for each slice, for docs/operations.md. */
export function describeConfig(slices: readonly Slice[] = kernelSlices): string {
  return slices
    .map((slice) => {
      const rows = listSettings([slice]).map(
        (each) => `| \`${each.variable}\` | ${defaultCell(each.default)} | ${escapeCell(each.description)} |`,
      )
      return [`### ${slice.name}`, '', '| variable | default | meaning |', '|---|---|---|', ...rows, ''].join(
        '\n',
      )
    })
    .join('\n')
}

// Defaults are given as text, as a variable would be, so that they pass the same checks.
function defaultOf(type: z.ZodType): string | undefined {
  return type instanceof z.ZodPrefault ? String(type.def.defaultValue) : undefined
}

const defaultCell = (value: string | undefined): string =>
  value === undefined ? 'not set' : value === '' ? 'empty' : `\`${value}\``

const escapeCell = (words: string): string => words.replaceAll('|', '\\|')
