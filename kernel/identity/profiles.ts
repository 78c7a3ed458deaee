import { z } from 'zod'
import { DatabaseError, type Sql } from '#kernel/db/index.ts'
import { IdentityError } from './identity-error.ts'

const works = (check: () => unknown): boolean => {
  try {
    check()
    return true
  } catch {
    return false
  }
}

const preferences = z
  .record(z.string().max(100), z.json())
  .refine((value) => JSON.stringify(value).length <= 16_384)

const profile = z.object({
  name: z.string().trim().min(1).max(200),
  /** name of the IANA time zone database */
  timezone: z.string().refine((zone) => works(() => new Intl.DateTimeFormat('en-US', { timeZone: zone }))),
  /** BCP 47 */
  locale: z
    .string()
    .min(2)
    .max(35)
    .refine((tag) => works(() => Intl.getCanonicalLocales(tag))),
  theme: z.enum(['system', 'light', 'dark']),
  notificationPreferences: preferences,
  uiPreferences: preferences,
})

/** What a person set about themselves. */
export type Profile = z.output<typeof profile>

const columns = `u.name, p.timezone, p.locale, p.theme, p.notification_preferences as "notificationPreferences", p.ui_preferences as "uiPreferences"`

/** Reads and writes profiles. */
export const profileStore = (sql: Sql) => ({
  /** The profile of a person; null when there is no such person. */
  async profileOf(userId: string): Promise<Profile | null> {
    const [row] = await sql.query<Profile>(
      `select ${columns} from users u join user_profiles p on p.user_id = u.id where u.id = $1`,
      [userId],
    )
    return row ?? null
  },

  /**
   * Changes the named fields; of the two preference objects, the named keys.
   * @throws IdentityError `invalid-request`, or `not-found` when there is no such person
   */
  async updateProfile(userId: string, changes: Partial<Profile>): Promise<Profile> {
    const parsed = profile.partial().strict().safeParse(changes)
    if (!parsed.success) throw new IdentityError('invalid-request')
    const { name, timezone, locale, theme, notificationPreferences, uiPreferences } = parsed.data
    const [row] = await sql
      .query<Profile>(
        `with u as (
         update users set name = coalesce($2, name), updated_at = now() where id = $1 returning id, name
       )
       update user_profiles p set
         timezone = coalesce($3, p.timezone), locale = coalesce($4, p.locale), theme = coalesce($5, p.theme),
         notification_preferences = p.notification_preferences || $6::jsonb, ui_preferences = p.ui_preferences || $7::jsonb,
         updated_at = now()
       from u where p.user_id = u.id
       returning ${columns}`,
        [
          userId,
          name ?? null,
          timezone ?? null,
          locale ?? null,
          theme ?? null,
          JSON.stringify(notificationPreferences ?? {}),
          JSON.stringify(uiPreferences ?? {}),
        ],
      )
      .catch((error: unknown) => {
        // the table bounds what preferences grow to
        throw error instanceof DatabaseError && error.code === 'check'
          ? new IdentityError('invalid-request')
          : error
      })
    if (!row) throw new IdentityError('not-found')
    return row
  },
})
