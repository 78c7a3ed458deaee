import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from '../open-house.ts'
import { call, quiet, signUp, upload, type Person } from './testing/person.ts'
import { openScratch, type Scratch } from './testing/scratch.ts'
import { secretUnderTest, startProcess, type ServerProcess } from './testing/server-process.ts'

/** Moments of death: milliseconds after the load began, some in the middle of reading files. */
const rounds = [700, 1_900, 350, 2_600]

/** What the server said it had kept. */
interface Acknowledged {
  risks: Map<string, number>
  files: Map<string, string>
}

let scratch: Scratch
let server: ServerProcess
let person: Person
const kept: Acknowledged = { risks: new Map(), files: new Map() }

const textOf = (name: string): string =>
  `# Plan ${name}\n\nThere is a risk that the vendor slips by six weeks. We decided to move the portal on 2026-03-14. The budget is 120,000 EUR.\n`

/** Creates, edits and uploads until the connection breaks; only what was answered counts. */
const load = async (round: number): Promise<void> => {
  const until = Date.now() + 15_000
  const write = async (lane: number): Promise<void> => {
    for (let turn = 0; Date.now() < until; turn += 1) {
      const made = await call(server.url, person, 'POST', 'risks', {
        title: `Risk ${round}/${lane}/${turn}`,
        probability: 'high',
        impact: 'low',
      })
      expect(made.status).toBe(201)
      const id = String(made.body['id'])
      kept.risks.set(id, 1)
      const edited = await call(server.url, person, 'PATCH', `risks/${id}`, { impact: 'high' })
      expect(edited.status).toBe(200)
      kept.risks.set(id, 2)
    }
  }
  const send = async (): Promise<void> => {
    for (let turn = 0; Date.now() < until; turn += 1) {
      const name = `plan-${round}-${turn}.md`
      const sent = await upload(server.url, person, name, textOf(name))
      expect(sent.status).toBe(201)
      kept.files.set(String(sent.body['id']), name)
    }
  }
  const lanes = [write(1), write(2), send()].map((lane) =>
    lane.catch((error: unknown) => {
      // the network breaking off is what this is about; a wrong answer is not
      if (!(error instanceof TypeError)) throw error
    }),
  )
  await Promise.all(lanes)
}

const query = async <T>(text: string): Promise<T[]> => {
  const open = await openHouse({
    env: {
      ...scratch.env,
      THROUGHLINE_SECRET: secretUnderTest,
      LOG_LEVEL: 'error',
      AI_EMBEDDING_MODEL: 'none',
      PORT: '0',
    },
  })
  try {
    return await open.house.database.sql('maintenance').query<T>(text)
  } finally {
    await open.close()
  }
}

beforeAll(async () => {
  scratch = await openScratch()
  server = await startProcess(scratch.env)
  person = await signUp(server.url)
})
afterAll(async () => {
  await server.end('SIGKILL')
  await scratch.remove()
})

describe('a server that is killed again and again while people write and upload', () => {
  test('comes back on the same data each time', { timeout: 180_000 }, async () => {
    for (const [round, moment] of rounds.entries()) {
      const loading = load(round)
      await new Promise((resolve) => setTimeout(resolve, moment))
      const ending = await server.end('SIGKILL')
      expect(ending.signal).toBe('SIGKILL')
      await loading
      server = await startProcess(scratch.env)
    }
    expect(kept.risks.size).toBeGreaterThan(rounds.length)
    expect(kept.files.size).toBeGreaterThan(0)
  })

  test('ends every job that death interrupted', { timeout: 120_000 }, async () => {
    await quiet(server.url, person, 110_000)
  })

  test('still has everything that it acknowledged', { timeout: 120_000 }, async () => {
    for (const [id, version] of kept.risks) {
      const found = await call(server.url, person, 'GET', `risks/${id}`)
      expect(found.status).toBe(200)
      expect(Number(found.body['version'])).toBeGreaterThanOrEqual(version)
      if (version === 2) expect(found.body['impact']).toBe('high')
    }
    for (const [id, name] of kept.files) {
      const found = await call(server.url, person, 'GET', `artifacts/${id}`)
      expect(found.body).toMatchObject({ filename: name, state: 'processed' })
      const content = await call(server.url, person, 'GET', `artifacts/${id}/file`)
      expect(content.body).toEqual({ text: textOf(name) })
    }
  })

  test('has nothing twice', { timeout: 120_000 }, async () => {
    await server.end('SIGTERM')
    const [wrong] = await query<Record<string, number>>(`select
      (select count(*) from (select 1 from entities group by org_id, project_id, kind, number having count(*) > 1) x) as doubled_numbers,
      (select count(*) from (select 1 from entities group by org_id, project_id, kind having max(number) <> count(*)) x) as gaps,
      (select count(*) from (select 1 from audit_log where version is not null group by org_id, row_id, version having count(*) > 1) x) as doubled_audit,
      (select count(*) from entities e where e.version <> (select count(*) from audit_log a where a.org_id = e.org_id and a.row_id = e.id and a.version is not null)) as unaudited,
      (select count(*) from (select 1 from artifacts group by org_id, project_id, sha256 having count(*) > 1) x) as doubled_files,
      (select count(*) from (select 1 from artifact_insights group by artifact_id, type, title, spans::text having count(*) > 1) x) as doubled_findings,
      (select count(*) from (select 1 from artifact_facts group by artifact_id, type, key, start_offset, end_offset having count(*) > 1) x) as doubled_facts,
      (select count(distinct (fact_count, topic_count, insight_count)) - 1 from artifacts) as uneven_files,
      (select count(*) from artifacts a where a.insight_count <> (select count(*) from artifact_insights i where i.org_id = a.org_id and i.artifact_id = a.id)) as miscounted,
      (select count(*) from (select 1 from suggestions group by org_id, insight_id having count(*) > 1) x) as doubled_suggestions,
      (select count(*) from (select 1 from job_runs where entity_id is not null group by org_id, job, entity_id, input having count(*) > 1) x) as doubled_runs,
      (select count(*) from job_runs where state <> 'done') as runs_not_done,
      (select count(*) from event_deliveries where state = 'failed') as failed_deliveries,
      (select count(*) from (select 1 from events group by org_id, type, entity_id, payload having count(*) > 1 and type like 'artifact.%') x) as doubled_events`)
    expect(Object.entries(wrong ?? { nothing: 1 }).filter(([, count]) => count !== 0)).toEqual([])
  })
})
