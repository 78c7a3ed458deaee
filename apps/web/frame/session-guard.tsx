import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactElement } from 'react'
import { Dialog } from '#design-system/dialog.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { meQuery } from '../api/me.ts'
import { ProblemError } from '../api/problem.ts'
import { onSessionOver } from '../api/session-over.ts'
import { signIn, verifyCode } from '../api/session.ts'
import { t } from '../messages/index.ts'
import { AccountForm } from '../screens/sign-in/account-form.tsx'

/** Asks for the password in place when the session has ended, so that what one was typing stays where it is. */
export function SessionGuard(): ReactElement {
  const client = useQueryClient()
  const announce = useToast()
  const me = useQuery(meQuery)
  const [over, setOver] = useState(false)
  const [needsCode, setNeedsCode] = useState(false)
  useEffect(() => onSessionOver(() => setOver(true)), [])
  const email = me.data?.user.email ?? ''
  const goOn = async (): Promise<void> => {
    setOver(false)
    setNeedsCode(false)
    announce(t('auth.signedInAgain'))
    await client.invalidateQueries()
  }
  return (
    <Dialog
      open={over}
      onClose={() => setOver(false)}
      title={t('auth.sessionOver')}
      closeLabel={t('general.close')}
    >
      <div className="flex flex-col gap-4">
        <Text look="muted">{t('auth.sessionOverText')}</Text>
        {needsCode ? (
          <AccountForm
            key="code"
            lines={[{ name: 'code', label: t('auth.code'), inputMode: 'numeric' }]}
            submitLabel={t('auth.verify')}
            submit={async ({ code = '' }) => {
              await verifyCode(code.replaceAll(/\s/g, ''))
              await goOn()
            }}
          />
        ) : (
          <AccountForm
            key="password"
            lines={[
              {
                name: 'password',
                label: `${t('auth.password')} (${email})`,
                type: 'password',
                autoComplete: 'current-password',
              },
            ]}
            submitLabel={t('auth.signIn')}
            refusedText={t('auth.wrong')}
            submit={async ({ password = '' }) => {
              if (email === '') throw new ProblemError(401, 'unknown', '', {})
              const { twoFactor } = await signIn({ email, password })
              if (twoFactor) setNeedsCode(true)
              else await goOn()
            }}
          />
        )}
      </div>
    </Dialog>
  )
}
