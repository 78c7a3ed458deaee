import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { backup, BackupError, type BackupReport } from '#kernel/backup/index.ts'
import { problemOf } from '#kernel/contract/problem.ts'
import { notFound, parseInput, Refusal, type House } from '#kernel/module/index.ts'
import { verifyInstallation, type Verification } from '#kernel/verify/index.ts'
import { jsonBody } from '../json-body.ts'
import { firstSteps, firstStepsBody } from './first-steps.ts'
import { installationState } from './installation-state.ts'
import type { Operator } from './operator.ts'

/** Answers `/api/local/…`: what only the operator of this installation may do, and what no organization owns. */
export type LocalApi = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  requestId: string,
) => Promise<void>

interface Step {
  /** takes long: the answer begins at once, blank, so that nobody on the way gives up */
  long?: true
  run(house: House, body: unknown): Promise<unknown>
}

const resetBody = z.strictObject({ email: z.string().max(254) })
const verifyBody = z.strictObject({
  org: z.string().max(100).optional(),
  project: z.string().max(100).optional(),
})
const backupBody = z.strictObject({
  out: z.string().min(1).max(4_000).refine(isAbsolute, 'must be an absolute path'),
  keys: z.string().min(1).max(4_000).refine(isAbsolute, 'must be an absolute path').optional(),
})

const steps: Record<string, Step> = {
  'GET state': { run: installationState },
  'GET work': { run: openWork },
  'POST init': { run: (house, body) => firstSteps(house, parseInput(firstStepsBody, body)) },
  'POST reset-link': { run: resetLink },
  'POST verify': { long: true, run: verifyPart },
  'POST backup': { long: true, run: (house, body) => backUp(house, parseInput(backupBody, body)) },
}

/** Builds the operator's side door. */
export const localApi =
  (house: House, operator: Operator): LocalApi =>
  async (request, response, path, requestId) => {
    if (!operator.asks(request))
      throw new Refusal(
        401,
        'not-signed-in',
        'This is for whoever holds the data folder: send the local token that stands there.',
      )
    const step = steps[`${request.method ?? 'GET'} ${path.slice('/api/local/'.length)}`]
    if (!step)
      throw new Refusal(
        404,
        'no-such-endpoint',
        `There is no local endpoint ${request.method ?? ''} ${path}.`,
      )
    const body = await jsonBody(request, house.config.REQUEST_MAX_BYTES)
    if (step.long) return answerSlowly(response, requestId, () => step.run(house, body))
    const answer = await step.run(house, body)
    response.statusCode = 200
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  }

async function openWork(house: House): Promise<{ jobs: number; deliveries: number }> {
  const [open] = await house.database.sql('maintenance').query<{ jobs: number; deliveries: number }>(
    `select (select count(*) from job_runs where state in ('queued', 'running')) as jobs,
       (select count(*) from event_deliveries where state = 'pending' and next_at <= now()) as deliveries`,
  )
  return open ?? { jobs: 0, deliveries: 0 }
}

async function resetLink(house: House, body: unknown): Promise<{ link: string }> {
  const link = await house.identity.resetLink(parseInput(resetBody, body).email)
  if (link === null) throw notFound('account')
  return { link }
}

async function verifyPart(house: House, body: unknown): Promise<Verification> {
  const { org, project } = parseInput(verifyBody, body)
  if (org === undefined) return verifyInstallation(house)
  const found = (await installationState(house)).organizations.find(
    ({ id, slug }) => id === org || slug === org,
  )
  if (!found) throw notFound('organization')
  if (project === undefined) return verifyInstallation(house, { orgId: found.id })
  const part = found.projects.find(({ id, slug }) => id === project || slug === project)
  if (!part) throw notFound('project')
  return verifyInstallation(house, { orgId: found.id, projectId: part.id })
}

async function backUp(house: House, { out, keys }: z.output<typeof backupBody>): Promise<BackupReport> {
  try {
    return await backup(house, out, { keysFile: keys })
  } catch (error) {
    throw error instanceof BackupError ? new Refusal(409, error.code, error.message) : error
  }
}

const beatMs = 10_000

/** JSON may begin with blanks: they keep the connection alive. How it ended stands in the document. */
const answerSlowly = async (
  response: ServerResponse,
  requestId: string,
  work: () => Promise<unknown>,
): Promise<void> => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.flushHeaders()
  const beat = setInterval(() => response.write('\n'), beatMs)
  try {
    response.end(JSON.stringify({ result: await work() }))
  } catch (error) {
    response.end(JSON.stringify({ problem: problemOf(error, requestId) }))
  } finally {
    clearInterval(beat)
  }
}
