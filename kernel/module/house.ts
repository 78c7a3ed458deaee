import type { Ai } from '../ai/index.ts'
import type { Config } from '../config/index.ts'
import type { Database } from '../db/index.ts'
import type { Identity } from '../identity/index.ts'
import type { Hub } from '../realtime/hub.ts'
import type { Telemetry } from '../telemetry/index.ts'
import type { Logger } from '../log/index.ts'
import type { BlobStore } from '../storage/index.ts'
import type { Vault } from '../vault/index.ts'
import type { Mailer, Outbound } from '../outbound/index.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { Registry } from './registry.ts'

/** The services of one running installation, made once at start and handed to whoever needs them. */
export interface House {
  database: Database
  registry: Registry
  config: Config
  /** the settings of all modules, checked at start; each module parses its own out of them */
  settings: Readonly<Record<string, unknown>>
  log: Logger
  telemetry: Telemetry
  blobs: BlobStore
  vault: Vault
  ai: Ai
  jobs: JobQueue
  identity: Identity
  outbound: Outbound
  mailer: Mailer
  /** the installation's data folder: what is not in the database and not a stored file */
  dataDir: string
  publicUrl: string
  /** origins of our own pages: writes from others are refused */
  origins: ReadonlySet<string>
  hub: Hub
  /** what was started when it was first needed, such as a thread, is stopped with the house */
  onClose(stop: () => Promise<void>): void
}
