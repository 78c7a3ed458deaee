import { getTypeParser } from 'pg-types'
import { DatabaseError } from './errors.ts'
import { parameterOf } from './parameter.ts'
import { MessageWriter } from './protocol-messages.ts'
import type { Row, Statement } from './sql.ts'
import { parsers } from './values.ts'

/** A column as PostgreSQL describes it. */
interface Column {
  name: string
  dataTypeID: number
}

type RowBuilder = (fields: readonly (string | null)[]) => Row

const statementNames = new Map<string, string>()
const maxNamedStatements = 2_000

/** Statements that a connection keeps prepared: a plan takes some 50 kB there. */
const mostPrepared = 500

/** Repeated texts get a name, so that a connection parses and plans them once. */
const nameOf = (text: string): string => {
  const known = statementNames.get(text)
  if (known) return known
  if (statementNames.size >= maxNamedStatements) return ''
  const name = `tl${statementNames.size}`
  statementNames.set(text, name)
  return name
}

/** What a connection has prepared: the statement's name, and how its rows are built. */
export type Prepared = Map<string, RowBuilder>

// a batch is written without a pause, so all connections share it
const messages = new MessageWriter()

const noRows: RowBuilder = () => ({})

const builderOf = (columns: readonly Column[]): RowBuilder => {
  const readers = columns.map(({ name, dataTypeID }) => ({
    name,
    read: (parsers[dataTypeID] ?? getTypeParser(dataTypeID, 'text')) as (text: string) => unknown,
  }))
  const empty: Row = Object.fromEntries(readers.map(({ name }) => [name, null]))
  return (fields) => {
    // a copy of one shape, filled: much faster than growing each row property by property
    const row = { ...empty }
    let at = 0
    for (const { name, read } of readers) {
      const value = fields[at] ?? null
      if (value !== null) row[name] = read(value)
      at += 1
    }
    return row
  }
}

/**
 * Several statements in one message to PostgreSQL: named where they repeat, described only the first time, and with
 * one Sync at their end. PostgreSQL treats what stands before a Sync as one transaction where none is open, so what
 * fails undoes all of it. Extended query protocol, chapter 55.2.3 of the PostgreSQL manual.
 */
export class Batch {
  readonly #statements: readonly Statement[]
  readonly #results: Row[][] = []
  readonly #answer: PromiseWithResolvers<Row[][]> = Promise.withResolvers()
  #names: string[] = []
  #prepared: Prepared = new Map()
  #builder: RowBuilder | undefined
  #rows: Row[] = []
  #failure: Error | undefined

  constructor(statements: readonly Statement[]) {
    this.#statements = statements
  }

  /** The rows of each statement, once PostgreSQL is ready again. */
  get results(): Promise<Row[][]> {
    return this.#answer.promise
  }

  /**
   * What is to be sent on a connection that has prepared these statements. Once: answers belong to it.
   * @throws Error where a parameter cannot be sent
   */
  messages(prepared: Prepared): Buffer {
    this.#prepared = prepared
    try {
      for (const statement of this.#statements) this.#write(statement)
    } catch (error) {
      messages.discard()
      throw error
    }
    messages.sync()
    return messages.take()
  }

  #write({ text, params = [], anew = false }: Statement): void {
    const name = anew ? '' : nameOf(text)
    const known = name !== '' && this.#prepared.has(name) && !this.#names.includes(name)
    if (!known) {
      // closing a statement that is not there is no error; one that failed half-way may be
      if (name !== '') {
        messages.forget(name)
        this.#makeRoom()
      }
      messages.parse(name, text)
    }
    messages.bind(name, params.map(parameterOf))
    if (!known) messages.describe()
    messages.execute()
    this.#names.push(name)
  }

  /** Forgets the statements that were prepared longest ago and are not asked for here, as far as there are too many. */
  #makeRoom(): void {
    for (const name of this.#prepared.keys()) {
      if (this.#prepared.size < mostPrepared) return
      if (this.#names.includes(name)) continue
      messages.forget(name)
      this.#prepared.delete(name)
    }
  }

  handleRowDescription(message: { fields: readonly Column[] }): void {
    this.#builder = builderOf(message.fields)
  }

  handleDataRow(message: { fields: readonly (string | null)[] }): void {
    this.#builder ??= this.#prepared.get(this.#names[this.#results.length] ?? '') ?? noRows
    try {
      this.#rows.push(this.#builder(message.fields))
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error))
    }
  }

  handleCommandComplete(): void {
    const name = this.#names[this.#results.length] ?? ''
    if (name !== '' && !this.#prepared.has(name)) this.#prepared.set(name, this.#builder ?? noRows)
    this.#results.push(this.#rows)
    this.#rows = []
    this.#builder = undefined
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete()
  }

  handleError(error: Error): void {
    // its plan or its columns may be what failed: it is prepared again the next time
    this.#prepared.delete(this.#names[this.#results.length] ?? '')
    this.#answer.reject(error)
  }

  handleReadyForQuery(): void {
    if (this.#failure) this.#answer.reject(this.#failure)
    else this.#answer.resolve(this.#results)
  }

  /** Nothing more will come: whoever waits for what has not come hears of it. */
  end(): void {
    this.#answer.reject(
      new DatabaseError('unavailable', 'the database broke off in the middle of its answer'),
    )
  }
}
