import { getRouteApi, Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { signIn, verifyCode } from '../../api/session.ts'
import { messages } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'
import { enter } from './enter.ts'

const route = getRouteApi('/sign-in')
const text = messages.auth

/** Signing in: e-mail and password, then the authenticator's code where one is set up. */
export function SignIn(): ReactElement {
  const { next } = route.useSearch()
  const [needsCode, setNeedsCode] = useState(false)
  if (needsCode)
    return (
      <CenteredCard title={text.codeTitle} lead={text.codeLead}>
        <AccountForm
          key="code"
          lines={[{ name: 'code', label: text.code, autoComplete: 'one-time-code', inputMode: 'numeric' }]}
          submitLabel={text.verify}
          submit={async ({ code = '' }) => {
            await verifyCode(code.replaceAll(/\s/g, ''))
            await enter(next)
          }}
        />
      </CenteredCard>
    )
  return (
    <CenteredCard title={messages.product} lead={text.signInLead}>
      <AccountForm
        key="password"
        lines={[
          { name: 'email', label: text.email, type: 'email', autoComplete: 'username' },
          { name: 'password', label: text.password, type: 'password', autoComplete: 'current-password' },
        ]}
        submitLabel={text.signIn}
        refusedText={text.wrong}
        submit={async ({ email = '', password = '' }) => {
          const { twoFactor } = await signIn({ email, password })
          if (twoFactor) setNeedsCode(true)
          else await enter(next)
        }}
      />
      <Link to="/sign-up" search={next ? { next } : {}} className={textLink}>
        {text.toSignUp}
      </Link>
    </CenteredCard>
  )
}
