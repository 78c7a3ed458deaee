import type pg from 'pg'
import { Batch, type Prepared } from './batch.ts'

const preparedOn = new WeakMap<pg.Connection, Prepared>()

/** A batch as the driver of a server takes it. */
export class ServerBatch extends Batch implements pg.Submittable {
  /** @returns Error where a parameter cannot be sent; nothing has been sent then */
  submit(connection: pg.Connection): Error | undefined {
    const prepared = preparedOn.get(connection) ?? new Map()
    preparedOn.set(connection, prepared)
    try {
      const bytes = this.messages(prepared)
      if (connection.stream.writable) connection.stream.write(bytes)
      return undefined
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }
}
