import { once } from 'node:events'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { isJSONRPCRequest, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'

/** Carries messages between stdin/stdout and `/mcp` of a server, until stdin ends. */
export const bridge = async (address: URL, authorization: string): Promise<void> => {
  const inner = new StdioServerTransport()
  const outer = new StreamableHTTPClientTransport(address, {
    requestInit: { headers: { authorization, 'user-agent': 'throughline-cli' } },
  })
  const open = new Set<Promise<void>>()
  const reply = (message: JSONRPCMessage): Promise<void> => inner.send(message)
  // transports are no event targets
  /* oxlint-disable unicorn/prefer-add-event-listener */
  outer.onmessage = (message) => void reply(message)
  inner.onmessage = (message) => {
    const sent = outer.send(message).catch((error: unknown) => {
      // a notification has nobody who waits for an answer
      if (!isJSONRPCRequest(message)) return
      const detail = error instanceof Error ? error.message : String(error)
      return reply({ jsonrpc: '2.0', id: message.id, error: { code: -32_000, message: detail } })
    })
    open.add(sent)
    void sent.finally(() => open.delete(sent))
  }
  /* oxlint-enable unicorn/prefer-add-event-listener */
  const ended = once(process.stdin, 'end')
  await outer.start()
  await inner.start()
  await ended
  // what was asked before stdin ended is still answered
  await Promise.all(open)
  await outer.close()
  await inner.close()
}
