import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { signIn, signUp } from '../../api/session.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'
import { enter } from './enter.ts'

const route = getRouteApi('/sign-up')
/** Creating an account. */
export function SignUp(): ReactElement {
  const { next } = route.useSearch()
  return (
    <CenteredCard
      plate={<NamePlate name={t('general.product')} />}
      title={t('general.product')}
      lead={t('auth.signUpLead')}
    >
      <AccountForm
        lines={[
          { name: 'name', label: t('auth.name'), autoComplete: 'name' },
          { name: 'email', label: t('auth.email'), type: 'email', autoComplete: 'username' },
          {
            name: 'password',
            label: t('auth.password'),
            type: 'password',
            autoComplete: 'new-password',
            hint: t('auth.passwordHint'),
            minLength: 10,
          },
        ]}
        submitLabel={t('auth.signUp')}
        refusedText={t('auth.known')}
        submit={async ({ name = '', email = '', password = '' }) => {
          await signUp({ name, email, password })
          // The server answers alike whether or not the address was known, so only signing in tells.
          await signIn({ email, password })
          await enter(next)
        }}
      />
      <Link to="/sign-in" search={next ? { next } : {}} className={textLink}>
        {t('auth.toSignIn')}
      </Link>
    </CenteredCard>
  )
}
