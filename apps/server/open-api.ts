import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { fullPath, isCallable, problemSchema, type Callable, type Endpoint } from '#kernel/contract/index.ts'
import { contractRouter } from '#kernel/contract/router.ts'
import type { House } from '#kernel/module/index.ts'
import { z } from 'zod'

let made: Promise<unknown> | undefined

/** The OpenAPI 3.1 document of all endpoints, made once per process. */
export const openApiDocument = (
  _house: House | undefined,
  endpoints: readonly Endpoint[],
): Promise<unknown> => (made ??= generate(endpoints))

const problemContent = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
}

const converter = new ZodToJsonSchemaConverter()

const generate = async (endpoints: readonly Endpoint[]): Promise<unknown> => {
  const generator = new OpenAPIGenerator({ schemaConverters: [converter] })
  const document = await generator.generate(contractRouter(endpoints), {
    info: {
      title: 'Throughline',
      version: '1',
      description: 'Source documents into traceable evidence, decisions, work and cost.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'API key, tl_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'throughline.session_token' },
      },
    },
    security: [{ key: [] }, { session: [] }],
  })
  const paths = (document.paths ??= {})
  for (const endpoint of endpoints) {
    if (isCallable(endpoint)) continue
    const path = `/${fullPath(endpoint)}`
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
      name: match[1] ?? '',
      in: 'path' as const,
      required: true,
      schema: { type: 'string' as const },
    }))
    const body = endpoint.consumes ? { requestBody: { content: { [endpoint.consumes]: {} } } } : {}
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: endpoint.name,
        summary: endpoint.summary,
        parameters,
        ...body,
        responses: responsesOf(endpoint),
      },
    }
  }
  const problem = z.toJSONSchema(problemSchema)
  const components = (document.components ??= {})
  const schemas = (components.schemas ??= {})
  schemas.Problem = problem as never
  for (const operations of Object.values(paths)) {
    for (const operation of Object.values(operations ?? {})) {
      if (typeof operation === 'object' && operation !== null && 'responses' in operation) {
        Object.assign(operation.responses ?? {}, {
          default: {
            description: 'Problem details (RFC 9457)',
            content: problemContent,
          },
        })
      }
    }
  }
  return document
}

/** Successes carry the content, refusals the problem details that every operation has by default. */
const responsesOf = ({ successStatus, answers = {}, produces, output }: Exclude<Endpoint, Callable>) => {
  const schema = output ? { schema: jsonSchemaOf(output) } : {}
  return Object.fromEntries(
    Object.entries({ [successStatus]: 'OK', ...answers }).map(([status, description]) => [
      status,
      Number(status) < 400
        ? { description, content: { [produces]: schema } }
        : { description, content: problemContent },
    ]),
  )
}

const jsonSchemaOf = (schema: z.ZodType) => converter.convert(schema, { strategy: 'output' })[1]
