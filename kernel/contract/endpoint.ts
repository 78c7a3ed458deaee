import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { TenantScope } from '../db/index.ts'
import type { Context, Reading } from '../module/context.ts'
import type { House } from '../module/house.ts'
import type { OrgRole } from '../policy/policy.ts'
import type { OrgAccess } from '../tenancy/access.ts'
import type { OrgContext, RequestFacts, UserContext } from './request.ts'

/** What an endpoint is given, parsed: path parameters, query and body. */
export interface EndpointInput<P = Record<string, string>, Q = unknown, B = unknown> {
  params: P
  query: Q
  body: B
}

interface Shape {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** below `/api/v1/` for users, below the organization or the project for the other scopes; `{name}` is a parameter */
  path: string
  summary: string
  /** name in the typed client, in OpenAPI and, with underscores, of the MCP tool: `search.find` */
  name: string
  query: z.ZodType
  body: z.ZodType
  output: z.ZodType
  successStatus: 200 | 201 | 202 | 204
}

/** An endpoint within one project; `permit` names a kind and an action of its policy. */
export interface ProjectEndpoint extends Shape {
  scope: 'project'
  permit: { kind: string; action: string }
  /** reads travel alone; a write runs in one transaction */
  mode: 'read' | 'write'
  handle(context: Context | Reading, input: EndpointInput<never, never, never>): Promise<unknown>
}

/** An endpoint of an organization, for members with at least this role. */
export interface OrgEndpoint extends Shape {
  scope: 'org'
  permit: { orgRole: OrgRole }
  mode: 'read' | 'write'
  /** the answer holds a key or a link that is shown once and kept nowhere */
  secretAnswer: boolean
  handle(context: OrgContext, input: EndpointInput<never, never, never>): Promise<unknown>
}

/** An endpoint for anybody who is signed in. */
export interface UserEndpoint extends Shape {
  scope: 'user'
  permit: { signedIn: true }
  mode: 'write'
  handle(context: UserContext, input: EndpointInput<never, never, never>): Promise<unknown>
}

interface Stream extends Omit<Shape, 'output' | 'body'> {
  consumes?: string
  produces: string
  /** what answers mean besides the usual success, by status; for whoever reads the document */
  answers?: Readonly<Record<number, string>>
  /** shape of the answer where it is JSON */
  output?: z.ZodType
  /** shapes of server-sent events by their name; `message` for those without */
  events?: Readonly<Record<string, z.ZodType>>
}

/** An endpoint that reads or writes the HTTP stream itself: uploads, downloads, live streams. */
export interface RawEndpoint extends Stream {
  scope: 'raw'
  permit: { kind: string; action: string }
  handle(open: RawRequest): Promise<void>
}

/** The same for an organization. */
export interface RawOrgEndpoint extends Stream {
  scope: 'raw-org'
  permit: { orgRole: OrgRole }
  handle(open: RawOrgRequest): Promise<void>
}

interface RawExchange {
  request: IncomingMessage
  response: ServerResponse
  params: Record<string, string>
  query: Record<string, unknown>
  facts: RequestFacts
  /** fires when whoever asked is gone */
  signal: AbortSignal
}

/** An authorized raw request. Transactions are opened as needed, since a stream may last long. */
export interface RawRequest extends RawExchange {
  transaction<T>(work: (context: Context) => Promise<T>): Promise<T>
  reading: Reading
}

/** An authorized raw request to an organization. */
export interface RawOrgRequest extends RawExchange {
  house: House
  org: OrgAccess
  scope: TenantScope
}

/** Anything that can be called over HTTP, MCP or the command line. */
export type Endpoint = Callable | RawEndpoint | RawOrgEndpoint

/** An endpoint that takes and gives JSON: whatever is no stream. */
export type Callable = ProjectEndpoint | OrgEndpoint | UserEndpoint

/** Tells endpoints that take and give JSON from streams. */
export const isCallable = (endpoint: Endpoint): endpoint is Callable =>
  endpoint.scope !== 'raw' && endpoint.scope !== 'raw-org'

type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Name]: string } & PathParams<Rest>
  : object

interface Declaration<Path extends string, Q extends z.ZodType, B extends z.ZodType, C, Permit> {
  method: Shape['method']
  path: Path
  name: string
  summary: string
  permit: Permit
  query?: Q
  body?: B
  output: z.ZodType
  successStatus?: Shape['successStatus']
  handle(context: C, input: EndpointInput<PathParams<Path>, z.output<Q>, z.output<B>>): Promise<unknown>
}

const nothing = z.strictObject({})
const defaults = (declaration: {
  query?: z.ZodType
  body?: z.ZodType
  successStatus?: Shape['successStatus']
}) => ({
  query: declaration.query ?? nothing,
  body: declaration.body ?? z.undefined(),
  successStatus: declaration.successStatus ?? (200 as const),
})

/** Declares a question to a project. It cannot be declared without a permission. */
export const projectQuery = <const Path extends string, Q extends z.ZodType = typeof nothing>(
  declaration: Omit<
    Declaration<Path, Q, z.ZodUndefined, Reading, ProjectEndpoint['permit']>,
    'method' | 'body'
  >,
): ProjectEndpoint => ({
  ...declaration,
  ...defaults(declaration),
  method: 'GET',
  scope: 'project',
  mode: 'read',
})

/**
 * Declares a question to a project that is too long for an address, or whose answer takes longer than a transaction
 * should be open: a POST that reads. It cannot be declared without a permission.
 */
export const projectInquiry = <const Path extends string, B extends z.ZodType>(
  declaration: Omit<
    Declaration<Path, typeof nothing, B, Reading, ProjectEndpoint['permit']>,
    'method' | 'query'
  >,
): ProjectEndpoint => ({
  ...declaration,
  ...defaults(declaration),
  method: 'POST',
  scope: 'project',
  mode: 'read',
})

/** Declares something that changes a project, in one transaction. */
export const projectAction = <
  const Path extends string,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
>(
  declaration: Declaration<Path, Q, B, Context, ProjectEndpoint['permit']>,
): ProjectEndpoint => ({ ...declaration, ...defaults(declaration), scope: 'project', mode: 'write' })

/** Declares an endpoint of an organization. */
export const orgEndpoint = <
  const Path extends string,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
>(
  declaration: Declaration<Path, Q, B, OrgContext, OrgEndpoint['permit']> & { secretAnswer?: boolean },
): OrgEndpoint => ({
  secretAnswer: false,
  ...declaration,
  ...defaults(declaration),
  scope: 'org',
  mode: declaration.method === 'GET' ? 'read' : 'write',
})

/** Declares an endpoint for whoever is signed in. */
export const userEndpoint = <const Path extends string, B extends z.ZodType = z.ZodUndefined>(
  declaration: Declaration<Path, typeof nothing, B, UserContext, UserEndpoint['permit']>,
): UserEndpoint => ({ ...declaration, ...defaults(declaration), scope: 'user', mode: 'write' })

/** Declares an endpoint that handles the stream itself. */
export const rawEndpoint = (
  declaration: Omit<RawEndpoint, 'scope' | 'query' | 'successStatus'> &
    Partial<Pick<RawEndpoint, 'query' | 'successStatus'>>,
): RawEndpoint => ({
  ...declaration,
  query: declaration.query ?? z.looseObject({}),
  successStatus: declaration.successStatus ?? 200,
  scope: 'raw',
})

/** Declares an endpoint of an organization that handles the stream itself. */
export const rawOrgEndpoint = (
  declaration: Omit<RawOrgEndpoint, 'scope' | 'query' | 'successStatus'> &
    Partial<Pick<RawOrgEndpoint, 'query' | 'successStatus'>>,
): RawOrgEndpoint => ({
  ...declaration,
  query: declaration.query ?? z.strictObject({}),
  successStatus: declaration.successStatus ?? 200,
  scope: 'raw-org',
})

const prefixes = {
  user: '',
  org: 'orgs/{org}/',
  project: 'orgs/{org}/projects/{project}/',
  raw: 'orgs/{org}/projects/{project}/',
  'raw-org': 'orgs/{org}/',
} as const

/** The whole path below `/api/v1/`. */
export const fullPath = (endpoint: Endpoint): string => prefixes[endpoint.scope] + endpoint.path
