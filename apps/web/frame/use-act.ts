import { useCallback, useState } from 'react'
import { useToast } from '#design-system/toast.tsx'
import { t } from '../messages/index.ts'
import { explain } from './query-view.tsx'

/** Does something on the server and says how it went: what was done, or why it was refused. */
export function useAct(): {
  busy: boolean
  /** True where it was done. */
  act: (work: () => Promise<unknown>, said?: string) => Promise<boolean>
} {
  const announce = useToast()
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    async (work: () => Promise<unknown>, said?: string): Promise<boolean> => {
      setBusy(true)
      try {
        await work()
        if (said !== undefined) announce(said)
        return true
      } catch (cause) {
        announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
        return false
      } finally {
        setBusy(false)
      }
    },
    [announce],
  )
  return { busy, act }
}
