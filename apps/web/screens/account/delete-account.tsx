import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { eraseOwnAccount } from '../../api/erasures.ts'
import { meQuery, type Organization } from '../../api/me.ts'
import { membersQuery } from '../../api/members.ts'
import { ProblemError } from '../../api/problem.ts'
import { signOut } from '../../api/session.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { t } from '../../messages/index.ts'

/** The end of an account: what it takes with it, what stays, and who has to own the organizations first. */
export function DeleteAccount(): ReactElement {
  const email = useQuery(meQuery).data?.user.email ?? ''
  const alone = useOwnedAlone()
  const [asking, setAsking] = useState(false)
  return (
    <Section title={t('erasure.account')}>
      <div className="flex max-w-xl flex-col items-start gap-3 py-4">
        <Text look="muted">{t('erasure.accountText')}</Text>
        <ul className="flex flex-col gap-1">
          {(['accountGoes', 'accountStays', 'accountNever'] as const).map((what) => (
            <li key={what}>
              <Text look="muted">{t(`erasure.${what}`)}</Text>
            </li>
          ))}
        </ul>
        {alone.length > 0 ? <OwnedAlone organizations={alone} /> : null}
        <Button look="danger" disabled={alone.length > 0} onClick={() => setAsking(true)}>
          {t('erasure.accountButton')}
        </Button>
      </div>
      <FieldDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('erasure.account')}
        note={`${t('erasure.accountText')} ${t('erasure.accountNever')}`}
        fields={[
          {
            name: 'email',
            label: t('erasure.accountConfirm', { email }),
            type: 'text',
            required: true,
            writable: true,
          },
        ]}
        danger
        submitLabel={t('erasure.accountButton')}
        submit={async ({ email: typed }) => {
          const given = String(typed).trim()
          if (given.toLowerCase() !== email.toLowerCase())
            throw new ProblemError(0, 'not-confirmed', t('erasure.confirmWrong', { wanted: email }))
          await eraseOwnAccount(given)
          await signOut().catch(() => undefined)
          // A full load: nothing of the person may stay in memory, nor on this machine.
          localStorage.clear()
          location.assign('/sign-in?done=erased')
        }}
      />
    </Section>
  )
}

/** The organizations that would have no owner without the person. The server refuses until each has another. */
function useOwnedAlone(): Organization[] {
  const organizations = useQuery(meQuery).data?.organizations ?? []
  const owned = organizations.filter(({ role }) => role === 'owner')
  const members = useQueries({ queries: owned.map(({ slug }) => membersQuery(slug)) })
  return owned.filter((_, at) => members[at]?.data?.filter(({ role }) => role === 'owner').length === 1)
}

function OwnedAlone({ organizations }: { organizations: Organization[] }): ReactElement {
  const first = organizations.find(({ projects }) => projects.length > 0)
  return (
    <div role="status" className="flex flex-col items-start gap-1">
      <Text tone="attention">
        {t('erasure.lastOwner', { names: organizations.map(({ name }) => name).join(', ') })}
      </Text>
      {first?.projects[0] ? (
        <Link
          to="/p/$org/$project/settings"
          params={{ org: first.slug, project: first.projects[0].slug }}
          search={{ tab: 'members' }}
          className={textLink}
        >
          {t('erasure.toMembers')}
        </Link>
      ) : null}
    </div>
  )
}
