import type { Output } from './output.ts'

/** One option of a verb; what it means is shown by `--help`. */
export interface OptionDeclaration {
  type: 'string' | 'boolean'
  /** what stands for its value in the help: `ORG/PROJECT` */
  value?: string
  help: string
  short?: string
  multiple?: boolean
}

/** One argument that has no name. */
export interface ArgumentDeclaration {
  name: string
  required: boolean
  /** takes all that remain */
  many?: boolean
}

/** What a verb is given: parsed, not yet checked for meaning. */
export interface Invocation {
  arguments: readonly string[]
  text(option: string): string | undefined
  texts(option: string): readonly string[]
  flag(option: string): boolean
  /** @throws UsageError unless it is a whole number of at least `min` */
  count(option: string, min?: number): number | undefined
  output: Output
}

/** A verb of the command line. */
export interface Verb {
  arguments?: readonly ArgumentDeclaration[]
  options?: Readonly<Record<string, OptionDeclaration>>
  /** further lines of the help */
  notes?: string
  /** @returns the exit code where it is not 0 */
  run(invocation: Invocation): Promise<number | void>
}

/** The command line was not written as the help says: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Something was refused or failed: exit code 1. The code is stable. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code: string
  readonly errors: readonly { path: string; message: string }[]
  readonly requestId: string | undefined

  constructor(
    code: string,
    message: string,
    details: {
      errors?: readonly { path: string; message: string }[]
      requestId?: string | undefined
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: details.cause })
    this.code = code
    this.errors = details.errors ?? []
    this.requestId = details.requestId
  }
}

/** Options of every verb that works on data. */
export const dataOptions: Readonly<Record<string, OptionDeclaration>> = {
  data: { type: 'string', value: 'DIR', help: 'data folder (THROUGHLINE_DATA, else ./.throughline)' },
}

/** Options of every verb that works in one project. */
export const projectOptions: Readonly<Record<string, OptionDeclaration>> = {
  ...dataOptions,
  project: {
    type: 'string',
    value: 'ORG/PROJECT',
    help: 'the project; may be left out where there is only one',
  },
}
