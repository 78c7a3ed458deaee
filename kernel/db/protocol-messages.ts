// Messages of a client in PostgreSQL's extended query protocol, chapter 55.7 of its manual.

const ascii = {
  parse: 80,
  bind: 66,
  describe: 68,
  execute: 69,
  close: 67,
  sync: 83,
  statement: 83,
  portal: 80,
}

const startSize = 4_096
const largestKept = 1 << 20

/** Collects messages in one buffer, since a socket is written to far cheaper once than once for each message. */
export class MessageWriter {
  #buffer = Buffer.allocUnsafe(startSize)
  #at = 0
  #start = 0

  /** Prepares a statement; an empty name stands for the one that the next replaces. */
  parse(name: string, text: string): void {
    this.#open(ascii.parse)
    this.#cString(name)
    this.#cString(text)
    this.#int16(0)
    this.#close()
  }

  /** Gives a prepared statement its parameters: text, or bytes. Results come as text. */
  bind(statement: string, values: readonly (string | Buffer | null)[]): void {
    this.#open(ascii.bind)
    this.#cString('')
    this.#cString(statement)
    this.#int16(values.length)
    for (const value of values) this.#int16(value instanceof Buffer ? 1 : 0)
    this.#int16(values.length)
    for (const value of values) this.#value(value)
    this.#int16(0)
    this.#close()
  }

  /** Asks which columns the bound statement gives. */
  describe(): void {
    this.#open(ascii.describe)
    this.#byte(ascii.portal)
    this.#cString('')
    this.#close()
  }

  /** Runs the bound statement and asks for all of its rows. */
  execute(): void {
    this.#open(ascii.execute)
    this.#cString('')
    this.#int32(0)
    this.#close()
  }

  /** Forgets a prepared statement; one that is not there is no error. */
  forget(name: string): void {
    this.#open(ascii.close)
    this.#byte(ascii.statement)
    this.#cString(name)
    this.#close()
  }

  /** Ends the batch: the server answers when all of it is done. */
  sync(): void {
    this.#open(ascii.sync)
    this.#close()
  }

  /** A copy of all that was written, and starts anew. */
  take(): Buffer {
    const bytes = Buffer.from(this.#buffer.subarray(0, this.#at))
    this.discard()
    return bytes
  }

  /** Starts anew. */
  discard(): void {
    this.#at = 0
    if (this.#buffer.length > largestKept) this.#buffer = Buffer.allocUnsafe(startSize)
  }

  #open(code: number): void {
    this.#byte(code)
    this.#start = this.#at
    this.#int32(0)
  }

  #close(): void {
    this.#buffer.writeInt32BE(this.#at - this.#start, this.#start)
  }

  #value(value: string | Buffer | null): void {
    if (value === null) return this.#int32(-1)
    if (typeof value === 'string') {
      const lengthAt = this.#at
      this.#int32(0)
      this.#text(value)
      this.#buffer.writeInt32BE(this.#at - lengthAt - 4, lengthAt)
      return
    }
    this.#int32(value.length)
    this.#room(value.length)
    this.#at += value.copy(this.#buffer, this.#at)
  }

  #cString(text: string): void {
    this.#text(text)
    this.#byte(0)
  }

  #text(text: string): void {
    // three bytes at most for each UTF-16 unit
    this.#room(text.length * 3)
    this.#at += this.#buffer.write(text, this.#at)
  }

  #byte(value: number): void {
    this.#room(1)
    this.#buffer[this.#at++] = value
  }

  #int16(value: number): void {
    this.#room(2)
    this.#at = this.#buffer.writeUInt16BE(value, this.#at)
  }

  #int32(value: number): void {
    this.#room(4)
    this.#at = this.#buffer.writeInt32BE(value, this.#at)
  }

  #room(size: number): void {
    if (this.#buffer.length - this.#at >= size) return
    const larger = Buffer.allocUnsafe(this.#buffer.length * 2 + size)
    this.#buffer.copy(larger, 0, 0, this.#at)
    this.#buffer = larger
  }
}
