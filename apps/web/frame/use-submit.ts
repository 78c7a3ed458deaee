import { useState } from 'react'
import { explain } from './query-view.tsx'

/**
 * Sends a form: busy while the server thinks, and why it refused. Where it agreed the form stays busy, since it is about
 * to go.
 */
export function useSubmit(why: (cause: unknown) => string = (cause) => explain(cause).text): {
  busy: boolean
  problem: string | undefined
  submit: (work: () => Promise<unknown>) => Promise<void>
} {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (cause) {
      setProblem(why(cause))
      setBusy(false)
    }
  }
  return { busy, problem, submit }
}
