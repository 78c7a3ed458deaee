import { createHash } from 'node:crypto'
import { z } from 'zod'
import { shapeOf } from './shape.ts'

const content = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }))
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        description: z.string().optional(),
        schema: z.unknown().optional(),
      }),
    )
    .optional(),
  requestBody: z.looseObject({ content: content.optional() }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ description: z.string().optional(), content: content.optional() }),
  ),
})
type Operation = z.output<typeof operation>

const described = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().optional() }),
  servers: z.array(z.looseObject({ url: z.string() })).optional(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).optional() }).optional(),
})

interface Listed {
  method: string
  path: string
  about: Operation
}

const style = `:root{color-scheme:light dark;--line:#8884;--soft:#8881}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem 1.5rem 4rem}
nav{columns:12rem;margin:1rem 0 2rem}nav a{display:block;padding:.1rem 0}
h2{border-bottom:1px solid var(--line);margin-top:2.5rem}
details{border-bottom:1px solid var(--line)}summary{cursor:pointer;padding:.5rem 0}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:var(--soft);padding:.75rem;overflow:auto;border-radius:4px}
.method{display:inline-block;min-width:4.5em;font-weight:700}.path{overflow-wrap:anywhere}.about{display:block;padding-left:4.9em}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0}`

/** What the page may load: its own style alone. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`

/**
 * The API as a page for people, made of the same description that programs read: by resource, each endpoint with its
 * parameters, body and answers. It needs no script and nothing from elsewhere.
 * @param document an OpenAPI 3.1 description
 */
export const docsPage = (document: unknown): string => {
  const { info, servers, paths, components } = described.parse(document)
  const base = servers?.[0]?.url ?? ''
  const byTag = new Map<string, Listed[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, about] of Object.entries(methods)) {
      const [tag = 'other'] = about.tags ?? []
      byTag.set(tag, [...(byTag.get(tag) ?? []), { method, path: `${base}${path}`, about }])
    }
  const tags = [...byTag].toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  const schemas = Object.entries(components?.schemas ?? {}).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)} API</title><style>${style}</style></head><body>
<h1>${escaped(info.title)} API</h1>
<p>${escaped(info.description ?? '')}</p>
<p>For programs: <a href="/api/openapi.json">the same as OpenAPI 3.1</a>. Requests carry <code>Authorization: Bearer tl_…</code>, a key made in the settings, or the session of a browser. A refusal is <code>application/problem+json</code> with a stable <code>code</code>, the fields that it is about, and what to do.</p>
<nav aria-label="Resources">${tags.map(([tag]) => `<a href="#${anchor(tag)}">${escaped(tag)}</a>`).join('')}<a href="#schemas">Schemas</a></nav>
${tags.map(([tag, listed]) => `<section><h2 id="${anchor(tag)}">${escaped(tag)}</h2>${listed.map(operationOf).join('')}</section>`).join('\n')}
<section><h2 id="schemas">Schemas</h2>${schemas.map(([name, schema]) => `<details id="schema-${anchor(name)}"><summary><code>${escaped(name)}</code></summary>${block(shapeOf(schema))}</details>`).join('')}</section>
</body></html>
`
}

const operationOf = ({ method, path, about }: Listed): string => {
  const { operationId, summary = '', description, parameters = [], requestBody, responses } = about
  return `<details id="${anchor(operationId)}"><summary><span class="method">${escaped(method.toUpperCase())}</span> <code class="path">${escaped(path)}</code><span class="about">${escaped(summary)}</span></summary>
${description ? `<p>${escaped(description)}</p>` : ''}${parametersOf(parameters)}${contentsOf('Body', requestBody?.content)}${Object.entries(
    responses,
  )
    .map(([status, { description: says = '', content: given }]) =>
      given
        ? contentsOf(`${status} ${says}`, given)
        : `<p><strong>${escaped(status)}</strong> ${escaped(says)}</p>`,
    )
    .join('')}</details>`
}

const parametersOf = (parameters: NonNullable<Operation['parameters']>): string =>
  parameters.length === 0
    ? ''
    : `<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr></thead><tbody>${parameters
        .map(
          ({ name, in: where, required, schema, description = '' }) =>
            `<tr><td><code>${escaped(name)}${required ? '' : '?'}</code></td><td>${escaped(where)}</td><td><code>${escaped(shapeOf(schema))}</code></td><td>${escaped(description)}</td></tr>`,
        )
        .join('')}</tbody></table>`

const contentsOf = (title: string, contents: z.output<typeof content> | undefined): string =>
  Object.entries(contents ?? {})
    .map(
      ([type, { schema }]) =>
        `<p><strong>${escaped(title)}</strong> <code>${escaped(type)}</code></p>${schema === undefined ? '' : block(shapeOf(schema))}`,
    )
    .join('')

const block = (text: string): string => `<pre tabindex="0">${escaped(text)}</pre>`

const anchor = (name: string): string => name.replaceAll(/[^\w.-]+/g, '-')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
