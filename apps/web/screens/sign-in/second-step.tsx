import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { CenteredCard } from '#design-system/frame.tsx'
import { NamePlate } from '#design-system/name-plate.tsx'
import { verifyBackupCode, verifyCode } from '../../api/session.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from './account-form.tsx'
import { enter } from './enter.ts'

/** The second step of signing in: a code of the authenticator, or one that was written down. */
export function SecondStep({ next }: { next?: string | undefined }): ReactElement {
  const [byBackup, setByBackup] = useState(false)
  return (
    <CenteredCard
      plate={<NamePlate name={t('general.product')} />}
      title={t('auth.codeTitle')}
      lead={byBackup ? t('auth.backupLead') : t('auth.codeLead')}
    >
      {byBackup ? (
        <AccountForm
          key="backup"
          lines={[{ name: 'code', label: t('auth.backupCode'), autoComplete: 'off' }]}
          submitLabel={t('auth.verify')}
          submit={async ({ code = '' }) => {
            await verifyBackupCode(code.trim())
            await enter(next)
          }}
        />
      ) : (
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
      )}
      <Button look="quiet" onClick={() => setByBackup(!byBackup)}>
        {byBackup ? t('auth.useCode') : t('auth.useBackup')}
      </Button>
    </CenteredCard>
  )
}

/** The second step after a sign-in link. */
export const SecondStepPage = (): ReactElement => <SecondStep />
