import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { signIn, signUp } from '../../api/session.ts'
import { messages } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'
import { enter } from './enter.ts'

const route = getRouteApi('/sign-up')
const text = messages.auth

/** Creating an account. */
export function SignUp(): ReactElement {
  const { next } = route.useSearch()
  return (
    <CenteredCard title={messages.product} lead={text.signUpLead}>
      <AccountForm
        lines={[
          { name: 'name', label: text.name, autoComplete: 'name' },
          { name: 'email', label: text.email, type: 'email', autoComplete: 'username' },
          {
            name: 'password',
            label: text.password,
            type: 'password',
            autoComplete: 'new-password',
            hint: text.passwordHint,
            minLength: 10,
          },
        ]}
        submitLabel={text.signUp}
        refusedText={text.known}
        submit={async ({ name = '', email = '', password = '' }) => {
          await signUp({ name, email, password })
          // The server answers alike whether or not the address was known, so only signing in tells.
          await signIn({ email, password })
          await enter(next)
        }}
      />
      <Link to="/sign-in" search={next ? { next } : {}} className={textLink}>
        {text.toSignIn}
      </Link>
    </CenteredCard>
  )
}
