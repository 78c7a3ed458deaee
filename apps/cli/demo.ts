import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '#kernel/module/index.ts'
import { firstSteps } from '#apps/server/local/first-steps.ts'
import { installationState } from '#apps/server/local/installation-state.ts'
import { documents, story } from '../../seed/fixtures/index.ts'
import type { Client } from './client.ts'
import { CommandError } from './verb.ts'

/** What a start has to do about the demo. */
export type Demo =
  | { kind: 'none' }
  /** nobody has an account, and no demo is wanted */
  | { kind: 'empty' }
  | {
      kind: 'demo'
      /** signs in the owner of the demo; only where it was just made */
      link: string | undefined
      /** sends the documents through the same door as everybody's */
      load(client: Client): Promise<void>
    }

const email = 'demo@example.com'

/** Makes the demo organization on a first start, or takes up loading it where a former start was interrupted. */
export const demoFor = async (house: House, wanted: boolean): Promise<Demo> => {
  // stands from before the demo is made until all its documents are sent
  const marker = join(house.dataDir, 'demo-loading')
  const interrupted = await readFile(marker, 'utf8').catch(() => undefined)
  const { users } = await installationState(house)
  if (users === 0) {
    if (!wanted) return { kind: 'empty' }
    const made = await firstSteps(
      house,
      {
        org: 'Demo',
        project: story.program,
        email,
        name: 'Demo',
        blueprint: 'program',
      },
      { demo: true },
    )
    await writeFile(marker, `${made.org}/${made.project}`)
    return {
      kind: 'demo',
      link: await house.identity.oneTimeSignInLink(made.user_id),
      load: loader(made.org, made.project, marker),
    }
  }
  const [org, project] = interrupted?.split('/') ?? []
  if (!wanted || org === undefined || project === undefined) return { kind: 'none' }
  return { kind: 'demo', link: undefined, load: loader(org, project, marker) }
}

const loader =
  (org: string, project: string, marker: string) =>
  async (client: Client): Promise<void> => {
    for (const { name, mediaType, bytes } of documents) {
      try {
        await client.upload(`/api/v1/orgs/${org}/projects/${project}/artifacts`, () =>
          Promise.resolve(formOf(name, mediaType, bytes())),
        )
      } catch (error) {
        // the server is stopping: the next start goes on here, and what was sent before counts as a duplicate
        if (error instanceof CommandError && error.code === 'unreachable') return
        throw error
      }
    }
    await rm(marker, { force: true })
  }

const formOf = (name: string, mediaType: string, bytes: Uint8Array): FormData => {
  const form = new FormData()
  form.set('file', new Blob([Uint8Array.from(bytes)], { type: mediaType }), name)
  return form
}
