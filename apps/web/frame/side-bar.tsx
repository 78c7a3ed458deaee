import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { IconButton } from '#design-system/button.tsx'
import { Icon } from '#design-system/icon.tsx'
import { KeyCap } from '#design-system/key-cap.tsx'
import { modKey } from '#design-system/keys.ts'
import { Menu, type MenuItem } from '#design-system/menu.tsx'
import {
  navigationButton,
  NavigationGroup,
  NavigationLabel,
  navigationLink,
} from '#design-system/navigation.tsx'
import { Text } from '#design-system/text.tsx'
import { chooseTheme, useTheme, type ThemeChoice } from '#design-system/theme.ts'
import { headQuery } from '../api/entities.ts'
import { meQuery } from '../api/me.ts'
import { signOut } from '../api/session.ts'
import { choose, languages, reading, t, type Language } from '../messages/index.ts'
import { collectionIcon } from '../entities/kind-icon.ts'
import { collectionOfPath } from '../places.ts'
import { useKinds, useProject } from './use-project.ts'
import { useUnread } from './use-unread.ts'

const themes: ThemeChoice[] = ['system', 'light', 'dark']
const languageChoices: Language[] = ['en', 'de']

/** The collections that have a screen of their own and stand at the top. */
const own = new Set(['artifacts', 'library', 'suggestions', 'inbox', 'search', '', 'home'])

/** Project switcher, the way to every screen, and the person's own menu. */
export function SideBar(props: { onPalette: () => void; onHelp: () => void }): ReactElement {
  const project = useProject()
  const { query } = useKinds()
  const pending = useQuery({
    ...headQuery(project, 'suggestions', { filter: { state: { eq: 'pending' } }, limit: 50 }),
  })
  const unread = useUnread()
  const registers = (query.data?.navigation ?? []).filter((item) => !own.has(collectionOfPath(item.path)))
  const groups = [...new Set(registers.map((item) => item.group))]
  return (
    <>
      <div className="flex items-center gap-1 p-2">
        <ProjectMenu />
      </div>
      <nav
        aria-label={t('general.product')}
        className="flex min-h-0 grow flex-col gap-1 overflow-y-auto px-2"
      >
        <NavigationGroup>
          <button type="button" className={navigationButton} onClick={props.onPalette}>
            <NavigationLabel icon="search">{t('frame.palette')}</NavigationLabel>
            <KeyCap>{modKey}K</KeyCap>
          </button>
          <Link
            to="/p/$org/$project"
            params={project}
            activeOptions={{ exact: true }}
            className={navigationLink}
          >
            <NavigationLabel icon="home">{t('frame.home')}</NavigationLabel>
          </Link>
          <Link to="/p/$org/$project/library" params={project} className={navigationLink}>
            <NavigationLabel icon="folder">{t('frame.library')}</NavigationLabel>
          </Link>
          <Link to="/p/$org/$project/inbox" params={project} className={navigationLink}>
            <NavigationLabel icon="inbox" count={pending.data?.items.length}>
              {t('frame.inbox')}
            </NavigationLabel>
          </Link>
          <Link to="/p/$org/$project/notifications" params={project} className={navigationLink}>
            <NavigationLabel icon="comment" count={unread.length}>
              {t('frame.notifications')}
            </NavigationLabel>
          </Link>
          <Link to="/p/$org/$project/search" params={project} className={navigationLink}>
            <NavigationLabel icon="spark">{t('frame.search')}</NavigationLabel>
          </Link>
        </NavigationGroup>
        {groups.map((group) => (
          <NavigationGroup key={group} label={group}>
            {registers
              .filter((item) => item.group === group)
              .map((item) => (
                <Link
                  key={item.path}
                  to="/p/$org/$project/$collection"
                  params={{ ...project, collection: collectionOfPath(item.path) }}
                  className={navigationLink}
                >
                  <NavigationLabel icon={collectionIcon(collectionOfPath(item.path))}>
                    {item.label}
                  </NavigationLabel>
                </Link>
              ))}
          </NavigationGroup>
        ))}
      </nav>
      <div className="flex items-center gap-1 p-2">
        <PersonMenu />
        <IconButton icon="info" label={t('frame.shortcuts')} onClick={props.onHelp} />
      </div>
    </>
  )
}

function ProjectMenu(): ReactElement {
  const { org, project } = useProject()
  const me = useQuery(meQuery)
  const navigate = useNavigate()
  const organizations = me.data?.organizations ?? []
  const current = organizations.find((candidate) => candidate.slug === org)
  const name = current?.projects.find((candidate) => candidate.slug === project)?.name ?? project
  const items: MenuItem[] = organizations.flatMap((organization): MenuItem[] => [
    { heading: organization.name },
    ...organization.projects.map((candidate) => ({
      label: candidate.name,
      ...(candidate.slug === project && organization.slug === org ? { icon: 'check' as const } : {}),
      onSelect: () =>
        void navigate({
          to: '/p/$org/$project',
          params: { org: organization.slug, project: candidate.slug },
        }),
    })),
  ])
  return (
    <Menu
      trigger={
        <button type="button" aria-label={t('frame.switchProject')} className={navigationButton}>
          <Avatar name={name} square />
          <span className="min-w-0 grow truncate text-left">
            <Text strong tone="plain">
              {name}
            </Text>
          </span>
          <Icon name="chevronDown" />
        </button>
      }
      items={[
        ...items,
        'separator',
        {
          label: t('frame.newProject'),
          icon: 'plus',
          onSelect: () => void navigate({ to: '/new/$org', params: { org } }),
        },
        { label: t('start.another'), icon: 'plus', onSelect: () => void navigate({ to: '/new' }) },
      ]}
    />
  )
}

function PersonMenu(): ReactElement {
  const project = useProject()
  const me = useQuery(meQuery)
  const navigate = useNavigate()
  const theme = useTheme()
  const name = me.data?.user.name ?? ''
  const ai = me.data?.ai
  return (
    <Menu
      trigger={
        <button type="button" className={navigationButton}>
          <Avatar name={name} />
          <span className="min-w-0 grow truncate text-left">{name}</span>
        </button>
      }
      header={
        <div className="flex flex-col">
          <Text look="small">{me.data?.user.email}</Text>
          {ai ? (
            <Text look="faint">{ai.offline ? t('frame.offline') : t('frame.model', { name: ai.model })}</Text>
          ) : null}
        </div>
      }
      items={[
        { heading: t('frame.theme') },
        ...themes.map((choice) => ({
          label: t(`frame.themes.${choice}`),
          checked: theme === choice,
          onSelect: () => chooseTheme(choice),
        })),
        { heading: t('frame.language') },
        ...languageChoices.map((choice) => ({
          label: languages[choice],
          checked: reading.language === choice,
          onSelect: () => void choose(choice),
        })),
        'separator',
        {
          label: t('frame.settings'),
          icon: 'settings',
          onSelect: () => void navigate({ to: '/p/$org/$project/settings', params: project }),
        },
        {
          label: t('auth.signOut'),
          icon: 'signOut',
          // A full load: nothing of the last person may stay in memory.
          onSelect: () => void signOut().finally(() => location.assign('/sign-in')),
        },
      ]}
    />
  )
}
