import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { signInLinkIdentifier } from './auth-names.ts'

/** Where a sign-in link is redeemed, under /api/auth. */
export const signInLinkPath = '/sign-in/link'

/** Sign-in by a link that works once: the token is consumed, a session begins. */
export const signInLink = () => ({
  id: 'sign-in-link' as const,
  endpoints: {
    redeemSignInLink: createAuthEndpoint(
      signInLinkPath,
      { method: 'POST', body: z.object({ token: z.string().min(1).max(200) }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const invalid = { code: 'INVALID_TOKEN', message: 'Invalid token' }
        const link = await internalAdapter.consumeVerificationValue(signInLinkIdentifier(ctx.body.token))
        const user = link ? await internalAdapter.findUserById(link.value) : null
        const session = user ? await internalAdapter.createSession(user.id) : null
        if (!user || !session) throw APIError.from('BAD_REQUEST', invalid)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ user: { id: user.id, name: user.name, email: user.email } })
      },
    ),
  },
})
