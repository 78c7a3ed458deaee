import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Builds the app as it is shipped, once for all journeys. */
export const setup = (): void => {
  const { status } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../../bin/build-web', import.meta.url))],
    { stdio: 'inherit' },
  )
  if (status !== 0) throw new Error('the web app could not be built')
}
