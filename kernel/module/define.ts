import type { z } from 'zod'
import type { Ai, UsagePort } from '../ai/index.ts'
import type { Database } from '../db/index.ts'
import type { Command, Kind, PersonalColumns } from '../entities/index.ts'
import type { Reaction } from '../events/reaction.ts'
import type { Job } from '../jobs/job.ts'
import type { Policy } from '../policy/policy.ts'
import type { InstallationCheck } from '../verify/check.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import type { Evaluation } from './evaluation.ts'
import type { House } from './house.ts'

/** How the database guards a table. */
export interface TableRule {
  name: string
  /** `project`: by organization and visible project; `org`: by organization alone */
  scope: 'org' | 'project'
  /** what the application may do; default all four */
  grants?: readonly ('select' | 'insert' | 'update' | 'delete')[]
  /** writes an audit entry per changed row; `redact` names columns whose values never reach it */
  audit?: { redact?: readonly string[] }
  /** personal data in it, which can be erased; the log keeps commitments to the values of these columns */
  personal?: PersonalColumns
}

/** The screens of a module beyond the generic ones. */
export interface ModuleScreens {
  /** path of the file that Vite loads; the server never does */
  routes: string
}

/** Kernel ports that a module may fill: at most one module each. */
export interface Ports {
  /** where spent tokens are written */
  usage?(database: Database): UsagePort
  /** teaches the offline engine what to answer for a purpose */
  offline?(ai: Ai): void
}

/** Work on a module's own tables that nobody asks for, done daily. It may be repeated and may run in several processes. */
export interface Upkeep {
  /** for the log: `unfinished uploads` */
  name: string
  /** gives how many rows it dealt with */
  run(house: House): Promise<number>
}

/** All that a module brings. Everything else derives from these manifests. */
export interface Module {
  /** path below `modules/`: `program/risks` */
  id: string
  title: string
  /** `import.meta.dirname` of the module */
  folder: string
  dependsOn: readonly string[]
  kinds?: readonly Kind[]
  policies?: readonly Policy[]
  commands?: readonly Command[]
  tables?: readonly TableRule[]
  events?: readonly { type: string }[]
  reactions?: readonly Reaction[]
  jobs?: readonly Job[]
  endpoints?: readonly Endpoint[]
  config?: Record<string, z.ZodType>
  ports?: Ports
  /** what must hold in the module's tables, beyond what the kernel checks */
  checks?: readonly InstallationCheck[]
  upkeep?: readonly Upkeep[]
  screens?: ModuleScreens
  /** measurements of what the module does well or badly, loaded when one is asked for */
  evaluations?: () => Promise<{ evaluations: readonly Evaluation[] }>
}

/** Declares a module. */
export const defineModule = (module: Module): Module => module
