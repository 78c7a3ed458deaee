import { getRouteApi, Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { signIn } from '../../api/session.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'
import { enter } from './enter.ts'
import { SecondStep } from './second-step.tsx'

const route = getRouteApi('/sign-in')

/** Signing in: e-mail and password, then the authenticator's code where one is set up. */
export function SignIn(): ReactElement {
  const { next, link, done } = route.useSearch()
  const [needsCode, setNeedsCode] = useState(false)
  if (needsCode) return <SecondStep next={next} />
  return (
    <CenteredCard
      plate={<NamePlate name={t('general.product')} />}
      title={t('auth.signIn')}
      lead={
        done === 'reset'
          ? t('auth.resetDone')
          : done === 'erased'
            ? t('erasure.accountDone')
            : t('auth.signInLead')
      }
    >
      {link === 'expired' ? (
        <div role="status">
          <Text look="small" tone="attention">
            {t('auth.signInExpired')}
          </Text>
        </div>
      ) : null}
      <AccountForm
        key="password"
        lines={[
          { name: 'email', label: t('auth.email'), type: 'email', autoComplete: 'username' },
          {
            name: 'password',
            label: t('auth.password'),
            type: 'password',
            autoComplete: 'current-password',
          },
        ]}
        submitLabel={t('auth.signIn')}
        refusedText={t('auth.wrong')}
        submit={async ({ email = '', password = '' }) => {
          const { twoFactor } = await signIn({ email, password })
          if (twoFactor) setNeedsCode(true)
          else await enter(next)
        }}
      />
      <div className="flex flex-wrap justify-between gap-2">
        <Link to="/sign-up" search={next ? { next } : {}} className={textLink}>
          {t('auth.toSignUp')}
        </Link>
        <Link to="/forgot-password" className={textLink}>
          {t('auth.forgot')}
        </Link>
      </div>
    </CenteredCard>
  )
}
