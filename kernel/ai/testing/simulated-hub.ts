import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** How the next answers go wrong. */
export interface HubFaults {
  /** the connection breaks once after so many bytes of a graph */
  breakAfter?: number
  /** graphs come with other bytes than announced */
  spoil?: boolean
  /** ranges are not understood: everything is sent again */
  noRanges?: boolean
}

/** A model hub on this machine that speaks the protocol of Hugging Face, over real HTTP. */
export interface SimulatedHub extends AsyncDisposable {
  url: string
  faults: HubFaults
  /** paths of files that were asked for, with the range where there was one */
  asked: string[]
}

/** What the hub has: files of a model by their paths; those of a graph are kept as large files. */
export const startHub = async (
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<SimulatedHub> => {
  const revision = 'a'.repeat(40)
  const hub: Pick<SimulatedHub, 'faults' | 'asked'> = { faults: {}, asked: [] }
  const listing = {
    sha: revision,
    cardData: { license: 'apache-2.0' },
    siblings: [...files].map(([rfilename, content]) => ({
      rfilename,
      size: content.length,
      blobId: createHash('sha1').update(`blob ${content.length}\u0000`).update(content).digest('hex'),
      ...(rfilename.endsWith('.onnx')
        ? { lfs: { size: content.length, sha256: createHash('sha256').update(content).digest('hex') } }
        : {}),
    })),
  }
  const send = (path: string, incoming: IncomingMessage, response: ServerResponse): void => {
    const content = files.get(path)
    if (!content) return void response.writeHead(404).end()
    const range = /^bytes=(\d+)-$/.exec(incoming.headers.range ?? '')?.[1]
    hub.asked.push(range === undefined ? path : `${path} from ${range}`)
    const from = range === undefined || hub.faults.noRanges ? 0 : Number(range)
    const isLarge = path.endsWith('.onnx')
    const whole = Buffer.from(content.subarray(from))
    if (isLarge && hub.faults.spoil) whole.fill(0)
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': whole.length })
    const { breakAfter } = hub.faults
    if (!isLarge || breakAfter === undefined) return void response.end(whole)
    delete hub.faults.breakAfter
    // what was sent arrives before the connection is gone
    response.write(whole.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 50))
  }
  const server = createServer((incoming, response) => {
    const path = (incoming.url ?? '').split('?')[0] ?? ''
    if (path === `/api/models/${name}/revision/main`) return void response.end(JSON.stringify(listing))
    const before = `/${name}/resolve/${revision}/`
    // as hubs do, files come from elsewhere
    if (path.startsWith(before))
      return void response.writeHead(302, { location: `/elsewhere/${path.slice(before.length)}` }).end()
    if (path.startsWith('/elsewhere/')) return send(path.slice('/elsewhere/'.length), incoming, response)
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return Object.assign(hub, {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
