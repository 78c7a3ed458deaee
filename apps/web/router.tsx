import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import * as z from 'zod/mini'
import { orElse } from './api/fallbacks.ts'
import { meQuery } from './api/me.ts'
import { ProblemError } from './api/problem.ts'
import { CrashView, MissingView } from './frame/crash-view.tsx'
import { Waiting } from './frame/query-view.tsx'
import { queryClient } from './query-client.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: MissingView, errorComponent: CrashView })

const goBack = z.object({ next: z.optional(z.string()) })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) =>
    z.parse(
      z.extend(goBack, {
        link: orElse(z.optional(z.literal('expired')), undefined),
        done: orElse(z.optional(z.enum(['reset', 'erased'])), undefined),
      }),
      search,
    ),
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-in.tsx'), 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: (search) => z.parse(goBack, search),
  component: lazyRouteComponent(() => import('./screens/sign-in/sign-up.tsx'), 'SignUp'),
})

const secondStep = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/two-factor',
  component: lazyRouteComponent(() => import('./screens/sign-in/second-step.tsx'), 'SecondStepPage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./screens/sign-in/forgot-password.tsx'), 'ForgotPassword'),
})

const withToken = z.object({ token: z.optional(z.string()) })

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (search) => z.parse(withToken, search),
  component: lazyRouteComponent(() => import('./screens/sign-in/reset-password.tsx'), 'ResetPassword'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: (search) => z.parse(withToken, search),
  component: lazyRouteComponent(() => import('./screens/sign-in/invitation.tsx'), 'Invitation'),
})

/** Every component in every state, for those who work on them; it needs no account. */
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  validateSearch: (search) => z.parse(z.object({ only: z.optional(z.string()) }), search),
  component: lazyRouteComponent(() => import('./screens/gallery/gallery-page.tsx'), 'GalleryPage'),
})

/** Everything behind signing in. Nobody signed in is sent there and brought back afterwards. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    try {
      return { me: await queryClient.ensureQueryData(meQuery) }
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401)
        throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
      throw error
    }
  },
  component: Outlet,
})

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    const remembered = localStorage.getItem('project')?.split('/')
    const all = context.me.organizations.flatMap((org) => org.projects.map((project) => ({ org, project })))
    const chosen =
      all.find(({ org, project }) => org.slug === remembered?.[0] && project.slug === remembered[1]) ?? all[0]
    if (chosen)
      throw redirect({
        to: '/p/$org/$project',
        params: { org: chosen.org.slug, project: chosen.project.slug },
      })
    const org = context.me.organizations[0]
    throw org ? redirect({ to: '/new/$org', params: { org: org.slug } }) : redirect({ to: '/new' })
  },
})

const newOrganization = createRoute({
  getParentRoute: () => signedIn,
  path: '/new',
  component: lazyRouteComponent(() => import('./screens/start/new-organization.tsx'), 'NewOrganization'),
})

const newProject = createRoute({
  getParentRoute: () => signedIn,
  path: '/new/$org',
  component: lazyRouteComponent(() => import('./screens/start/new-project.tsx'), 'NewProject'),
})

const project = createRoute({
  getParentRoute: () => signedIn,
  path: '/p/$org/$project',
  component: lazyRouteComponent(() => import('./frame/project-frame.tsx'), 'ProjectFrame'),
})

const home = createRoute({
  getParentRoute: () => project,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/home/home.tsx'), 'Home'),
})

const library = createRoute({
  getParentRoute: () => project,
  path: '/library',
  validateSearch: (search) =>
    z.parse(
      z.object({
        q: z.optional(z.string()),
        state: z.optional(z.string()),
        sort: z.optional(z.string()),
        folder: z.optional(z.string()),
        topic: z.optional(z.string()),
      }),
      search,
    ),
  component: lazyRouteComponent(() => import('./screens/library/library.tsx'), 'Library'),
})

const artifact = createRoute({
  getParentRoute: () => project,
  path: '/library/$id',
  validateSearch: (search) =>
    z.parse(
      z.object({
        at: z.optional(z.string()),
        view: orElse(z.optional(z.enum(['text', 'pages', 'changes'])), undefined),
        layer: orElse(z.optional(z.literal('off')), undefined),
      }),
      search,
    ),
  component: lazyRouteComponent(() => import('./screens/artifact/artifact.tsx'), 'Artifact'),
})

const searchRoute = createRoute({
  getParentRoute: () => project,
  path: '/search',
  validateSearch: (search) =>
    z.parse(
      z.object({
        q: z.optional(z.coerce.string()),
        mode: orElse(z.optional(z.enum(['hybrid', 'lexical', 'semantic'])), undefined),
        kind: z.optional(z.string()),
        folder: z.optional(z.string()),
        topic: z.optional(z.coerce.string()),
        person: z.optional(z.coerce.string()),
        tag: z.optional(z.coerce.string()),
        from: z.optional(z.string()),
        to: z.optional(z.string()),
        all: orElse(z.optional(z.literal('yes')), undefined),
        ask: orElse(z.optional(z.literal('yes')), undefined),
        answer: z.optional(z.string()),
        follows: z.optional(z.string()),
      }),
      search,
    ),
  component: lazyRouteComponent(() => import('./screens/search/search.tsx'), 'Search'),
})

const inbox = createRoute({
  getParentRoute: () => project,
  path: '/inbox',
  validateSearch: (search) =>
    z.parse(
      z.object({
        state: orElse(z.optional(z.enum(['pending', 'accepted', 'rejected'])), undefined),
        kind: z.optional(z.string()),
        sort: z.optional(z.string()),
      }),
      search,
    ),
  component: lazyRouteComponent(() => import('./screens/inbox/inbox.tsx'), 'Inbox'),
})

const staleEvidence = createRoute({
  getParentRoute: () => project,
  path: '/stale',
  component: lazyRouteComponent(() => import('./screens/evidence/stale-evidence.tsx'), 'StaleEvidence'),
})

const insights = createRoute({
  getParentRoute: () => project,
  path: '/insights',
  validateSearch: (search) =>
    z.parse(
      z.object({
        type: z.optional(z.string()),
        severity: z.optional(z.string()),
        aside: orElse(z.optional(z.literal('yes')), undefined),
      }),
      search,
    ),
  component: lazyRouteComponent(() => import('./screens/insights/insights.tsx'), 'Insights'),
})

const notifications = createRoute({
  getParentRoute: () => project,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./screens/notifications/notifications.tsx'), 'Notifications'),
})

/** Which settings are shown, and what the lists among them are narrowed to. */
const settingsSearch = z.object({
  tab: z.optional(z.string()),
  state: z.optional(z.string()),
  days: z.optional(z.coerce.number()),
  actor: z.optional(z.string()),
  table: z.optional(z.string()),
  action: z.optional(z.string()),
  field: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  register: z.optional(z.string()),
})

const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  validateSearch: (search) => z.parse(settingsSearch, search),
  component: lazyRouteComponent(() => import('./screens/settings/settings.tsx'), 'Settings'),
})

const register = createRoute({
  getParentRoute: () => project,
  path: '/$collection',
  validateSearch: (search) =>
    z.parse(
      z.object({
        q: z.optional(z.coerce.string()),
        sort: z.optional(z.string()),
        where: z.optional(z.string()),
        as: orElse(z.optional(z.enum(['table', 'board', 'calendar', 'matrix', 'risk'])), undefined),
        group: z.optional(z.string()),
        by: z.optional(z.string()),
        month: z.optional(z.string()),
        show: z.optional(z.string()),
        day: orElse(z.optional(z.iso.date()), undefined),
        view: z.optional(z.string()),
      }),
      search,
    ),
  beforeLoad: ({ params }) => {
    if (params.collection === 'artifacts') throw redirect({ to: '/p/$org/$project/library', params })
    if (params.collection === 'suggestions') throw redirect({ to: '/p/$org/$project/inbox', params })
  },
  component: lazyRouteComponent(() => import('./screens/register/register.tsx'), 'Register'),
})

const entity = createRoute({
  getParentRoute: () => project,
  path: '/$collection/$key',
  validateSearch: (search) =>
    z.parse(
      z.object({
        tab: z.optional(z.string()),
        as_of: z.optional(z.string()),
        as: z.optional(z.string()),
        depth: z.optional(z.coerce.string()),
        relation: z.optional(z.string()),
        sure: z.optional(z.coerce.string()),
      }),
      search,
    ),
  component: lazyRouteComponent(() => import('./screens/entity/entity-page.tsx'), 'EntityPage'),
})

const routeTree = root.addChildren([
  gallery,
  signIn,
  signUp,
  secondStep,
  forgotPassword,
  resetPassword,
  invitation,
  signedIn.addChildren([
    start,
    newOrganization,
    newProject,
    project.addChildren([
      home,
      library,
      artifact,
      searchRoute,
      inbox,
      staleEvidence,
      insights,
      notifications,
      settings,
      register,
      entity,
    ]),
  ]),
])

/** Every address of the app and the screen behind it. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: CrashView,
  defaultNotFoundComponent: MissingView,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
