import { createConnection, type Socket } from 'node:net'

/** An answer as far as a bench looks at it. */
export interface LoadAnswer {
  status: number
  etag: number | undefined
  bytes: number
}

/** One keep-alive connection that sends one request after the other. */
export interface LoadConnection {
  ask(request: string): Promise<LoadAnswer>
  close(): void
}

/**
 * HTTP over a bare socket: a full client would take more of the machine than the servers that are compared, and
 * would so make them look alike. Understands `content-length` and chunked bodies, nothing else.
 */
export const openConnection = (port: number): LoadConnection => {
  const socket: Socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
  let parts: Buffer[] = []
  let size = 0
  let wanted: number | undefined
  let head = ''
  let waiting: { resolve: (answer: LoadAnswer) => void; reject: (error: Error) => void } | undefined

  const finish = (): void => {
    const answer = {
      status: Number(head.slice(9, 12)),
      etag: numberIn(/\r\netag: (?:W\/)?"(\d+)"/i, head),
      bytes: size,
    }
    parts = []
    size = 0
    wanted = undefined
    const caller = waiting
    waiting = undefined
    caller?.resolve(answer)
  }
  const readHead = (): boolean => {
    const all = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return false
    head = all.toString('latin1', 0, end)
    const length = numberIn(/\r\ncontent-length: (\d+)/i, head)
    wanted = length === undefined ? Number.POSITIVE_INFINITY : end + 4 + length
    return true
  }
  socket.on('data', (chunk) => {
    parts.push(chunk)
    size += chunk.length
    if (wanted === undefined && !readHead()) return
    const last = parts.at(-1)
    const chunksEnd =
      wanted === Number.POSITIVE_INFINITY && last !== undefined && endOf(parts).endsWith('0\r\n\r\n')
    if (chunksEnd || size >= (wanted ?? Number.POSITIVE_INFINITY)) finish()
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => void socket.destroy(),
  }
}

const numberIn = (pattern: RegExp, text: string): number | undefined => {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

const endOf = (parts: readonly Buffer[]): string =>
  Buffer.concat(parts.slice(-3)).toString('latin1').slice(-7)
