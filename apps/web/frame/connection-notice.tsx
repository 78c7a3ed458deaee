import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Banner } from '#design-system/notices.tsx'
import { t } from '../messages/index.ts'

/** How often a lost server is looked for again, in milliseconds. */
const lookAgainMs = 5_000

/** Says while the server cannot be reached, looks for it again, and reads everything anew when it is back. */
export function ConnectionNotice(): ReactElement | null {
  const client = useQueryClient()
  const [lost, setLost] = useState(!navigator.onLine)
  useEffect(() => {
    const look = () =>
      fetch('/healthz', { cache: 'no-store' }).then(
        ({ ok }) => setLost(!ok),
        () => setLost(true),
      )
    const check = () => void look()
    const gone = () => setLost(true)
    window.addEventListener('online', check)
    window.addEventListener('offline', gone)
    window.addEventListener('throughline:unreachable', check)
    const timer = lost ? setInterval(check, lookAgainMs) : undefined
    return () => {
      window.removeEventListener('online', check)
      window.removeEventListener('offline', gone)
      window.removeEventListener('throughline:unreachable', check)
      clearInterval(timer)
    }
  }, [lost])
  const wasLost = useRef(lost)
  useEffect(() => {
    if (wasLost.current && !lost) void client.invalidateQueries()
    wasLost.current = lost
  }, [client, lost])
  if (!lost) return null
  return (
    <Banner tone="attention">
      <span className="grow">{t('error.offline')}</span>
      <Button size="small" onClick={() => window.dispatchEvent(new Event('throughline:unreachable'))}>
        {t('general.retry')}
      </Button>
    </Banner>
  )
}
