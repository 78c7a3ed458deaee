import { z } from 'zod'
import { userEndpoint, type Endpoint } from '../contract/endpoint.ts'
import type { UserContext } from '../contract/request.ts'
import { invalid, notFound, Refusal } from '../module/refusal.ts'
import { IdentityError } from './identity-error.ts'

const json = z.record(z.string(), z.json())
const profile = z
  .object({
    name: z.string(),
    timezone: z.string(),
    locale: z.string(),
    theme: z.enum(['system', 'light', 'dark']),
    notification_preferences: json,
    ui_preferences: json,
  })
  .meta({ id: 'Profile' })

const session = z.object({
  id: z.uuid(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: z.string(),
  last_seen_at: z.string(),
  expires_at: z.string(),
})

/** What a person says about themselves is theirs: no key of theirs speaks for them. */
const personally = ({ access }: UserContext): string => {
  if (access.actor.type !== 'user')
    throw new Refusal(403, 'forbidden', 'Only a signed-in person can do this, not an API key.')
  return access.user.id
}

const answered = (found: {
  notificationPreferences: z.output<typeof json>
  uiPreferences: z.output<typeof json>
}): unknown => {
  const { notificationPreferences, uiPreferences, ...rest } = found
  return { ...rest, notification_preferences: notificationPreferences, ui_preferences: uiPreferences }
}

/** What a person sets about themselves, how they sign in and where they are signed in. */
export const identityEndpoints: readonly Endpoint[] = [
  userEndpoint({
    method: 'GET',
    path: 'me/profile',
    name: 'profile.get',
    summary: 'Your name, language, time zone, theme and preferences',
    permit: { signedIn: true },
    output: profile,
    handle: async ({ access, house }) => {
      const found = await house.identity.profileOf(access.user.id)
      if (!found) throw notFound('profile')
      return answered(found)
    },
  }),
  userEndpoint({
    method: 'PATCH',
    path: 'me/profile',
    name: 'profile.edit',
    summary: 'Change what you set about yourself; of preferences, only the named keys',
    permit: { signedIn: true },
    body: z.strictObject({
      name: z.string().trim().min(1).max(200).optional(),
      timezone: z.string().max(100).optional(),
      locale: z.string().max(35).optional(),
      theme: profile.shape.theme.optional(),
      notification_preferences: json.optional(),
      ui_preferences: json.optional(),
    }),
    output: profile,
    handle: async (context, { body }) => {
      const { notification_preferences, ui_preferences, ...rest } = body
      const changes = {
        ...rest,
        ...(notification_preferences ? { notificationPreferences: notification_preferences } : {}),
        ...(ui_preferences ? { uiPreferences: ui_preferences } : {}),
      }
      const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      try {
        const changed = await context.house.identity.updateProfile(personally(context), named)
        context.house.hub.wake('access')
        return answered(changed)
      } catch (error) {
        if (error instanceof IdentityError && error.code === 'invalid-request')
          throw invalid([{ path: '', message: 'names a time zone or a language that does not exist' }])
        throw error
      }
    },
  }),
  userEndpoint({
    method: 'GET',
    path: 'me/ways-in',
    name: 'waysIn.get',
    summary: 'How you sign in, and where you are signed in',
    permit: { signedIn: true },
    output: z.object({
      password: z.boolean(),
      two_factor: z.boolean(),
      others: z.array(z.string()),
      sessions: z.array(session),
    }),
    handle: (context) => context.house.identity.waysInOf(personally(context)),
  }),
  userEndpoint({
    method: 'DELETE',
    path: 'me/sessions/{id}',
    name: 'sessions.end',
    summary: 'Sign out one of the places where you are signed in',
    permit: { signedIn: true },
    output: z.object({ done: z.literal(true) }),
    handle: async (context, { params }) => {
      if (!z.uuid().safeParse(params.id).success) throw notFound('session')
      if (!(await context.house.identity.endSession(personally(context), params.id)))
        throw notFound('session')
      return { done: true }
    },
  }),
]
