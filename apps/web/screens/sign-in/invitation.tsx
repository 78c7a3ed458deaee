import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { acceptInvitation } from '../../api/members.ts'
import { meQuery } from '../../api/me.ts'
import { ProblemError } from '../../api/problem.ts'
import { signOut } from '../../api/session.ts'
import { explain, Waiting } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'
import { enter } from './enter.ts'

const route = getRouteApi('/invitation')

/** Joining an organization by the link of an invitation: signed in at once, else after signing in or signing up. */
export function Invitation(): ReactElement {
  const { token } = route.useSearch()
  const me = useQuery({ ...meQuery, throwOnError: false })
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const plate = <NamePlate name={t('general.product')} />
  const here = `/invitation?token=${encodeURIComponent(token ?? '')}`
  if (me.isPending) return <Waiting />
  if (token === undefined)
    return (
      <CenteredCard plate={plate} title={t('auth.linkBroken')} lead={t('auth.linkBrokenText')}>
        <Link to="/" className={textLink}>
          {t('error.goHome')}
        </Link>
      </CenteredCard>
    )
  if (!me.data)
    return (
      <CenteredCard plate={plate} title={t('auth.invitedTitle')} lead={t('auth.invitedSignIn')}>
        <Button look="primary" size="large" asChild>
          <Link to="/sign-up" search={{ next: here }}>
            {t('auth.signUp')}
          </Link>
        </Button>
        <Button size="large" asChild>
          <Link to="/sign-in" search={{ next: here }}>
            {t('auth.signIn')}
          </Link>
        </Button>
      </CenteredCard>
    )
  const { email } = me.data.user
  const join = async (): Promise<void> => {
    setBusy(true)
    try {
      await acceptInvitation(token)
      await enter('/')
    } catch (cause) {
      const gone = cause instanceof ProblemError && cause.status === 404
      setProblem(gone ? t('auth.invitationBrokenText', { email }) : explain(cause).text)
      setBusy(false)
    }
  }
  return (
    <CenteredCard
      plate={plate}
      title={problem === undefined ? t('auth.invitedTitle') : t('auth.invitationBroken')}
      lead={problem === undefined ? t('auth.invitedLead', { email }) : undefined}
    >
      {problem === undefined ? (
        <Button look="primary" size="large" busy={busy} onClick={() => void join()}>
          {t('auth.join')}
        </Button>
      ) : (
        <div role="alert">
          <Text look="small">{problem}</Text>
        </div>
      )}
      <Button
        look="quiet"
        onClick={() =>
          void signOut().finally(() => location.assign(`/sign-in?next=${encodeURIComponent(here)}`))
        }
      >
        {t('auth.otherAccount')}
      </Button>
    </CenteredCard>
  )
}
