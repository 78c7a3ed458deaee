import { randomBytes } from 'node:crypto'
import { z } from 'zod'

/** An answer, with its body parsed where it is JSON. */
export interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** Somebody who signed up over HTTP, with an organization, a project and a key. */
export interface Person {
  base: string
  key: string
  cookie: string
}

const slug = z.object({ slug: z.string() })

/** Signs somebody up and makes a place to work in, as the web app would. */
export const signUp = async (url: string): Promise<Person> => {
  const name = randomBytes(6).toString('hex')
  const account = { email: `${name}@example.org`, password: randomBytes(12).toString('hex') }
  await post(`${url}/api/auth/sign-up/email`, { name: 'Test Person', ...account }, { origin: url })
  const signedIn = await post(`${url}/api/auth/sign-in/email`, account, { origin: url })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const personally = { cookie, origin: url }
  const org = slug.parse((await post(`${url}/api/v1/orgs`, { name: `Org ${name}` }, personally)).body).slug
  const project = slug.parse(
    (await post(`${url}/api/v1/orgs/${org}/projects`, { name: 'Portal move' }, personally)).body,
  ).slug
  const made = await post(
    `${url}/api/v1/orgs/${org}/api-keys`,
    { name: 'test', scopes: ['admin'] },
    personally,
  )
  const { api_key } = z.object({ api_key: z.string() }).parse(made.body)
  return { base: `orgs/${org}/projects/${project}`, key: api_key, cookie }
}

const post = async (address: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
  const answer = await ask(address, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
  if (answer.status >= 400)
    throw new Error(`${address} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer
}

/** One request, answered or failed like a network fails. */
export const ask = async (address: string, init: RequestInit): Promise<Answer> => {
  const answer = await fetch(address, init)
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: text.startsWith('{') ? z.record(z.string(), z.unknown()).parse(JSON.parse(text)) : { text },
  }
}

/** A call inside the person's project. */
export const call = (
  url: string,
  person: Person,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  ask(`${url}/api/v1/${person.base}/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${person.key}`,
      ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })

/** Uploads a text file. */
export const upload = (url: string, person: Person, filename: string, text: string): Promise<Answer> =>
  call(url, person, 'POST', 'artifacts', text, {
    'content-type': 'text/markdown',
    'content-disposition': `attachment; filename="${filename}"`,
  })

/** Waits until a project has neither a run nor an event that somebody still has to act on. */
export const quiet = async (url: string, person: Person, timeoutMs: number): Promise<void> => {
  const until = Date.now() + timeoutMs
  for (let still = 0; still < 3;) {
    const { body } = await call(url, person, 'GET', 'work')
    still = body['jobs'] === 0 && body['deliveries'] === 0 ? still + 1 : 0
    if (Date.now() > until) throw new Error(`work does not end: ${JSON.stringify(body)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
