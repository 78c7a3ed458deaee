import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** A mail as it arrived: the envelope, and the message with headers and body. */
export interface ReceivedMail {
  readonly from: string
  readonly recipients: readonly string[]
  readonly message: string
}

/** A running mail server that keeps what it gets. */
export interface SmtpServer {
  readonly url: string
  readonly received: ReceivedMail[]
  close(): Promise<void>
}

/** A small mail server over real TCP (RFC 5321). It refuses recipients at `refused.example`. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const received: ReceivedMail[] = []
  const server = createServer((socket) => {
    converse(socket, received).catch(() => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function converse(socket: Socket, received: ReceivedMail[]): Promise<void> {
  const answer = (line: string): boolean => socket.write(`${line}\r\n`)
  let envelope: { from: string; recipients: string[] } = { from: '', recipients: [] }
  let message: string[] | undefined
  answer('220 mail ready')
  for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (message !== undefined && line === '.') {
      received.push({ ...envelope, message: message.join('\n') })
      message = undefined
      answer('250 kept')
    } else if (message !== undefined) {
      message.push(line.replace(/^\.\./, '.'))
    } else if (/^(EHLO|HELO)/i.test(line)) {
      answer('250 mail')
    } else if (/^MAIL FROM:/i.test(line)) {
      envelope = { from: between(line), recipients: [] }
      answer('250 ok')
    } else if (/^RCPT TO:.*@refused\.example>/i.test(line)) {
      answer('550 no such user')
    } else if (/^RCPT TO:/i.test(line)) {
      envelope.recipients.push(between(line))
      answer('250 ok')
    } else if (/^DATA/i.test(line)) {
      message = []
      answer('354 go on')
    } else if (/^QUIT/i.test(line)) {
      answer('221 bye')
      socket.end()
    } else {
      answer('250 ok')
    }
  }
}

const between = (line: string): string => /<(.*)>/.exec(line)?.[1] ?? ''
