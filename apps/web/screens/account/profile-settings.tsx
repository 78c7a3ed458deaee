import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Field } from '#design-system/field.tsx'
import { Section } from '#design-system/frame.tsx'
import { Select } from '#design-system/inputs.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { chooseTheme, useTheme } from '#design-system/theme.ts'
import { meQuery } from '../../api/me.ts'
import { editProfile, profileQuery, type Profile } from '../../api/profile.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { choose, languages, reading, t } from '../../messages/index.ts'
import { Panel } from '../settings/panel.tsx'
import { SavedForm } from '../settings/saved-form.tsx'
import { DeleteAccount } from './delete-account.tsx'

/** What a person sets about themselves: name, language, time zone, theme; and the end of the account. */
export function ProfileSettings(): ReactElement {
  const profile = useQuery(profileQuery)
  return (
    <Panel>
      <Section title={t('account.profile')}>
        <QueryView query={profile} loadingLines={6}>
          {(found) => <ProfileForm profile={found} />}
        </QueryView>
      </Section>
      <DeleteAccount />
    </Panel>
  )
}

const regions: Record<keyof typeof languages, string[]> = {
  en: ['en', 'en-US', 'en-GB', 'en-CA', 'en-AU', 'en-IE', 'en-IN'],
  de: ['de', 'de-DE', 'de-AT', 'de-CH'],
}

function ProfileForm({ profile }: { profile: Profile }): ReactElement {
  const client = useQueryClient()
  const theme = useTheme()
  const { act } = useAct()
  const save = async (changes: Partial<Profile>): Promise<void> => {
    client.setQueryData(profileQuery.queryKey, await editProfile(changes))
    await client.invalidateQueries(meQuery)
  }
  const read = (locale: string, timezone = reading.timeZone ?? profile.timezone) =>
    void act(async () => {
      await save({ locale, timezone })
      await choose(locale, timezone)
    }, t('account.profileSaved'))
  const language = reading.language
  const offered = regions[language]
  const zones = [...new Set([profile.timezone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted()
  const example = new Date(Date.UTC(2026, 2, 1, 14, 30)).toLocaleString(reading.locale, {
    timeZone: 'UTC',
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <div className="flex flex-col gap-2">
      <SavedForm
        fields={[{ name: 'name', label: t('auth.name'), type: 'text', required: true, writable: true }]}
        values={profile}
        save={({ name }) => save({ name: String(name) })}
      />
      <div className="grid max-w-xl gap-4 sm:grid-cols-2">
        <Field label={t('account.language')} required>
          {(control) => (
            <Select {...control} value={language} onChange={({ target }) => read(target.value)}>
              {Object.entries(languages).map(([tag, name]) => (
                <option key={tag} value={tag}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('account.region')} required hint={t('account.regionHint', { example })}>
          {(control) => (
            <Select {...control} value={reading.locale} onChange={({ target }) => read(target.value)}>
              {[...new Set([...offered, reading.locale])].map((tag) => (
                <option key={tag} value={tag}>
                  {new Intl.DisplayNames(reading.locale, { type: 'language' }).of(tag)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('account.timezone')} required>
          {(control) => (
            <Select
              {...control}
              value={reading.timeZone ?? profile.timezone}
              onChange={({ target }) => read(reading.locale, target.value)}
            >
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('account.theme')} required>
          {() => (
            <div>
              <Segmented
                label={t('account.theme')}
                value={theme}
                options={[
                  { value: 'system', label: t('frame.themes.system') },
                  { value: 'light', label: t('frame.themes.light') },
                  { value: 'dark', label: t('frame.themes.dark') },
                ]}
                onChange={(value) => {
                  chooseTheme(value)
                  void act(() => save({ theme: value }))
                }}
              />
            </div>
          )}
        </Field>
      </div>
    </div>
  )
}
