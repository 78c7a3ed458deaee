import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { requestPasswordReset } from '../../api/session.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'

/** Asking for a link to set a new password. What is answered does not tell whether the address is known. */
export function ForgotPassword(): ReactElement {
  const [sentTo, setSentTo] = useState<string>()
  return (
    <CenteredCard
      plate={<NamePlate name={t('general.product')} />}
      title={t('auth.forgotTitle')}
      lead={sentTo === undefined ? t('auth.forgotLead') : t('auth.forgotSent', { email: sentTo })}
    >
      {sentTo === undefined ? (
        <AccountForm
          lines={[{ name: 'email', label: t('auth.email'), type: 'email', autoComplete: 'username' }]}
          submitLabel={t('auth.forgotSend')}
          submit={async ({ email = '' }) => {
            await requestPasswordReset(email)
            setSentTo(email)
          }}
        />
      ) : (
        <Text look="small" tone="unknown">
          {t('auth.forgotNoMail')}
        </Text>
      )}
      <Link to="/sign-in" className={textLink}>
        {t('auth.toSignIn')}
      </Link>
    </CenteredCard>
  )
}
