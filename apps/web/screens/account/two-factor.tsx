import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Section } from '#design-system/frame.tsx'
import { QrCode } from '#design-system/qr-code.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { beginTwoFactor, endTwoFactor, newBackupCodes, verifyCode, waysInQuery } from '../../api/session.ts'
import { t } from '../../messages/index.ts'
import { AccountForm } from '../sign-in/account-form.tsx'

type Step = 'none' | 'begin' | 'scan' | 'codes' | 'end' | 'renew'

/** The second step of signing in: setting an authenticator up, its backup codes, taking it away. */
export function TwoFactor({ on }: { on: boolean }): ReactElement {
  const client = useQueryClient()
  const announce = useToast()
  const [step, setStep] = useState<Step>('none')
  const [address, setAddress] = useState('')
  const [codes, setCodes] = useState<string[]>([])
  const close = () => setStep('none')
  const refresh = () => client.invalidateQueries(waysInQuery)
  const password = (submitLabel: string, submit: (given: string) => Promise<void>) => (
    <AccountForm
      key={step}
      lines={[
        {
          name: 'password',
          label: t('account.confirmPassword'),
          type: 'password',
          autoComplete: 'current-password',
        },
      ]}
      submitLabel={submitLabel}
      submit={({ password: given = '' }) => submit(given)}
    />
  )
  const steps: Record<Exclude<Step, 'none'>, () => ReactElement> = {
    begin: () =>
      password(t('account.setUp'), async (given) => {
        const made = await beginTwoFactor(given)
        setAddress(made.totpURI)
        setCodes(made.backupCodes)
        setStep('scan')
      }),
    scan: () => (
      <Scan
        address={address}
        onDone={async (code) => {
          await verifyCode(code)
          await refresh()
          announce(t('account.twoFactorIsOn'))
          setStep('codes')
        }}
      />
    ),
    codes: () => <BackupCodes codes={codes} onClose={close} />,
    end: () =>
      password(t('account.takeAway'), async (given) => {
        await endTwoFactor(given)
        await refresh()
        announce(t('account.twoFactorIsOff'))
        close()
      }),
    renew: () =>
      password(t('account.newBackupCodes'), async (given) => {
        setCodes(await newBackupCodes(given))
        setStep('codes')
      }),
  }
  return (
    <Section title={t('account.twoFactor')}>
      <div className="flex flex-wrap items-center justify-between gap-3 py-3">
        <div className="flex min-w-0 flex-col gap-1">
          <StateMark tone={on ? 'good' : 'unknown'}>
            {on ? t('account.twoFactorOn') : t('account.twoFactorOff')}
          </StateMark>
          <Text look="muted">{t('account.twoFactorText')}</Text>
        </div>
        {on ? (
          <div className="flex gap-2">
            <Button size="small" onClick={() => setStep('renew')}>
              {t('account.newBackupCodes')}
            </Button>
            <Button size="small" look="danger" onClick={() => setStep('end')}>
              {t('account.takeAway')}
            </Button>
          </div>
        ) : (
          <Button size="small" onClick={() => setStep('begin')}>
            {t('account.setUp')}
          </Button>
        )}
      </div>
      <Dialog
        open={step !== 'none'}
        onClose={close}
        title={t('account.twoFactor')}
        closeLabel={t('general.close')}
      >
        {step === 'none' ? null : steps[step]()}
      </Dialog>
    </Section>
  )
}

function Scan(props: { address: string; onDone: (code: string) => Promise<void> }): ReactElement {
  const secret = /[?&]secret=([^&]+)/.exec(props.address)?.[1] ?? ''
  return (
    <div className="flex flex-col gap-4">
      <Text look="muted">{t('account.scan')}</Text>
      <div className="flex justify-center">
        <QrCode text={props.address} label={t('account.scanLabel')} />
      </div>
      <div className="flex flex-wrap items-baseline gap-2">
        <Text look="label">{t('account.secret')}</Text>
        <Text as="code" look="code">
          {secret.match(/.{1,4}/g)?.join(' ')}
        </Text>
      </div>
      <AccountForm
        lines={[
          {
            name: 'code',
            label: t('auth.code'),
            hint: t('account.codeHint'),
            autoComplete: 'one-time-code',
            inputMode: 'numeric',
          },
        ]}
        submitLabel={t('account.turnOn')}
        submit={({ code = '' }) => props.onDone(code.replaceAll(/\s/g, ''))}
      />
    </div>
  )
}

function BackupCodes(props: { codes: string[]; onClose: () => void }): ReactElement {
  const announce = useToast()
  return (
    <div className="flex flex-col gap-4">
      <Text strong>{t('account.backupCodes')}</Text>
      <Text look="muted">{t('account.backupCodesText')}</Text>
      <ul className="grid grid-cols-2 gap-2">
        {props.codes.map((code) => (
          <li key={code}>
            <Text as="code" look="code">
              {code}
            </Text>
          </li>
        ))}
      </ul>
      <div className="flex justify-end gap-2">
        <Button
          onClick={() =>
            void navigator.clipboard
              .writeText(props.codes.join('\n'))
              .then(() => announce(t('settings.copied')))
          }
        >
          {t('settings.copy')}
        </Button>
        <Button look="primary" onClick={props.onClose}>
          {t('general.close')}
        </Button>
      </div>
    </div>
  )
}
