const everywhere = new Set(['0.0.0.0', '::'])
const thisMachine = ['localhost', '127.0.0.1', '[::1]']

/** The address at which a server that listens on `host` is opened in a browser of the same machine. */
export const addressOf = (host: string, port: number | string): string => {
  if (everywhere.has(host)) return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * Where the product is opened: the address that links carry, and the origins from which its own pages write. Without a
 * PUBLIC_URL a server of this machine has several names there, and people type any of them.
 */
export const ownOrigins = (config: {
  PUBLIC_URL?: string | undefined
  HOST: string
  PORT: number
}): { publicUrl: string; origins: ReadonlySet<string> } => {
  const publicUrl = config.PUBLIC_URL ?? addressOf(config.HOST, config.PORT)
  const { origin, hostname } = new URL(publicUrl)
  const names =
    config.PUBLIC_URL === undefined && thisMachine.includes(hostname)
      ? thisMachine.map((name) => new URL(`http://${name}:${config.PORT}`).origin)
      : []
  return { publicUrl, origins: new Set([origin, ...names]) }
}
