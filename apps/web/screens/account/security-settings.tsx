import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { ProblemError } from '../../api/problem.ts'
import { changePassword, endSession, waysInQuery } from '../../api/session.ts'
import { Dialog } from '#design-system/dialog.tsx'
import { formatRelative } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { t } from '../../messages/index.ts'
import { Panel } from '../settings/panel.tsx'
import { AccountForm } from '../sign-in/account-form.tsx'
import { TwoFactor } from './two-factor.tsx'

/** How one signs in: password, second step, and where one is signed in. */
export function SecuritySettings(): ReactElement {
  const ways = useQuery(waysInQuery)
  const [changing, setChanging] = useState(false)
  const client = useQueryClient()
  const { act } = useAct()
  return (
    <Panel>
      <QueryView query={ways} loadingLines={8}>
        {(found) => (
          <>
            <Section title={t('account.password')}>
              <div className="flex items-center justify-between gap-3 py-3">
                <Text look="muted">
                  {found.password ? t('account.passwordSet') : t('account.passwordNone')}
                </Text>
                {found.password ? (
                  <Button size="small" onClick={() => setChanging(true)}>
                    {t('account.changePassword')}
                  </Button>
                ) : null}
              </div>
            </Section>
            <TwoFactor on={found.two_factor} />
            <Section title={t('account.sessions')}>
              <SimpleTable
                label={t('account.sessions')}
                headers={[t('account.device'), t('account.address'), t('account.seen'), '']}
                rows={found.sessions.map((session) => ({
                  id: session.id,
                  cells: [
                    browserOf(session.user_agent),
                    session.ip_address ?? t('general.none'),
                    formatRelative(session.last_seen_at),
                    session.id === found.here ? (
                      <StateMark key="here" tone="good">
                        {t('account.thisBrowser')}
                      </StateMark>
                    ) : (
                      <Button
                        key="end"
                        size="small"
                        look="quiet"
                        onClick={() =>
                          void act(async () => {
                            await endSession(session.id)
                            await client.invalidateQueries(waysInQuery)
                          }, t('account.ended'))
                        }
                      >
                        {t('account.end')}
                      </Button>
                    ),
                  ],
                }))}
              />
            </Section>
          </>
        )}
      </QueryView>
      <PasswordDialog open={changing} onClose={() => setChanging(false)} />
    </Panel>
  )
}

/** The name and system of a browser out of what it says of itself, as far as that can be told. */
function browserOf(userAgent: string | null): string {
  const said = userAgent ?? ''
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\/(\d+)/.exec(said)
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(said)?.[1]
  const name = { Edg: 'Edge', OPR: 'Opera' }[browser?.[1] ?? ''] ?? browser?.[1]
  return (
    [name, system?.replace('Mac OS X', 'macOS')].filter(Boolean).join(', ') ||
    said.slice(0, 40) ||
    t('general.none')
  )
}

function PasswordDialog(props: { open: boolean; onClose: () => void }): ReactElement {
  const announce = useToast()
  const line = { type: 'password', autoComplete: 'new-password', minLength: 10 }
  return (
    <Dialog {...props} title={t('account.changePassword')} closeLabel={t('general.close')}>
      <AccountForm
        lines={[
          {
            name: 'current',
            label: t('account.currentPassword'),
            type: 'password',
            autoComplete: 'current-password',
          },
          { ...line, name: 'password', label: t('auth.newPassword'), hint: t('auth.passwordHint') },
          { ...line, name: 'again', label: t('auth.repeatPassword') },
        ]}
        submitLabel={t('account.changePassword')}
        submit={async ({ current = '', password = '', again }) => {
          if (password !== again) throw new ProblemError(0, 'differs', t('auth.passwordsDiffer'), {})
          await changePassword(current, password)
          announce(t('account.passwordChanged'))
          props.onClose()
        }}
      />
    </Dialog>
  )
}
