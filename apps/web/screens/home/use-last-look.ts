import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { editProfile, profileQuery } from '../../api/profile.ts'
import { useProject } from '../../frame/use-project.ts'

/** How long a page must be looked at before what is on it counts as seen, in milliseconds. */
const seenAfterMs = 8_000

/**
 * When the reader last looked at the project, before now; undefined on the first time and until it is known. Kept in
 * the reader's profile, so that it holds on every device.
 */
export function useLastLook(): { since: string | undefined; known: boolean } {
  const { org, project } = useProject()
  const profile = useQuery(profileQuery)
  const name = `looked ${org}/${project}`
  const stored = profile.data?.ui_preferences[name]
  const before = typeof stored === 'string' ? stored : undefined
  // what was true on arrival stays shown, although looking moves it
  const [since, setSince] = useState<{ name: string; before: string | undefined }>()
  if (profile.data && since?.name !== name) setSince({ name, before })
  useEffect(() => {
    const timer = setTimeout(() => {
      editProfile({ ui_preferences: { [name]: new Date().toISOString() } }).catch(() => undefined)
    }, seenAfterMs)
    return () => clearTimeout(timer)
  }, [name])
  return { since: since?.before, known: since?.name === name }
}
