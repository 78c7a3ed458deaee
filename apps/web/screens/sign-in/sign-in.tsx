import { getRouteApi, Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { signIn, verifyCode } from '../../api/session.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'
import { enter } from './enter.ts'

const route = getRouteApi('/sign-in')
/** Signing in: e-mail and password, then the authenticator's code where one is set up. */
export function SignIn(): ReactElement {
  const { next } = route.useSearch()
  const [needsCode, setNeedsCode] = useState(false)
  if (needsCode)
    return (
      <CenteredCard
        plate={<NamePlate name={t('general.product')} />}
        title={t('auth.codeTitle')}
        lead={t('auth.codeLead')}
      >
        <AccountForm
          key="code"
          lines={[
            { name: 'code', label: t('auth.code'), autoComplete: 'one-time-code', inputMode: 'numeric' },
          ]}
          submitLabel={t('auth.verify')}
          submit={async ({ code = '' }) => {
            await verifyCode(code.replaceAll(/\s/g, ''))
            await enter(next)
          }}
        />
      </CenteredCard>
    )
  return (
    <CenteredCard
      plate={<NamePlate name={t('general.product')} />}
      title={t('general.product')}
      lead={t('auth.signInLead')}
    >
      <AccountForm
        key="password"
        lines={[
          { name: 'email', label: t('auth.email'), type: 'email', autoComplete: 'username' },
          { name: 'password', label: t('auth.password'), type: 'password', autoComplete: 'current-password' },
        ]}
        submitLabel={t('auth.signIn')}
        refusedText={t('auth.wrong')}
        submit={async ({ email = '', password = '' }) => {
          const { twoFactor } = await signIn({ email, password })
          if (twoFactor) setNeedsCode(true)
          else await enter(next)
        }}
      />
      <Link to="/sign-up" search={next ? { next } : {}} className={textLink}>
        {t('auth.toSignUp')}
      </Link>
    </CenteredCard>
  )
}
