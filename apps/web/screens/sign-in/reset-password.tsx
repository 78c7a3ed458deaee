import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { ProblemError } from '../../api/problem.ts'
import { resetPassword } from '../../api/session.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'

const route = getRouteApi('/reset-password')

/** Setting a new password by the token of a link. */
export function ResetPassword(): ReactElement {
  const { token } = route.useSearch()
  const navigate = useNavigate()
  const plate = <NamePlate name={t('general.product')} />
  if (token === undefined)
    return (
      <CenteredCard plate={plate} title={t('auth.linkBroken')} lead={t('auth.linkBrokenText')}>
        <Link to="/forgot-password" className={textLink}>
          {t('auth.forgotTitle')}
        </Link>
      </CenteredCard>
    )
  const line = {
    type: 'password',
    autoComplete: 'new-password',
    minLength: 10,
  }
  return (
    <CenteredCard plate={plate} title={t('auth.resetTitle')} lead={t('auth.resetLead')}>
      <AccountForm
        lines={[
          { ...line, name: 'password', label: t('auth.newPassword'), hint: t('auth.passwordHint') },
          { ...line, name: 'again', label: t('auth.repeatPassword') },
        ]}
        submitLabel={t('auth.setPassword')}
        submit={async ({ password = '', again }) => {
          if (password !== again) throw new ProblemError(0, 'differs', t('auth.passwordsDiffer'), {})
          await resetPassword(token, password)
          await navigate({ to: '/sign-in', search: { done: 'reset' } })
        }}
      />
      <Link to="/forgot-password" className={textLink}>
        {t('auth.forgot')}
      </Link>
    </CenteredCard>
  )
}
