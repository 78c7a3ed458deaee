import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState, type ReactElement } from 'react'
import { CommandPalette, type Command } from '#design-system/command-palette.tsx'
import { chooseTheme } from '#design-system/theme.ts'
import { meQuery } from '../api/me.ts'
import { searchQuery } from '../api/search.ts'
import { inSentence, t } from '../messages/index.ts'
import { collectionOfPath, hitPlace } from '../places.ts'
import { useKinds, useProject, useProjectsHere } from './use-project.ts'

/** Commands and search behind one key. */
export function Palette(props: { open: boolean; onClose: () => void }): ReactElement {
  const [query, setQuery] = useState('')
  const [everywhere, setEverywhere] = useState(false)
  const several = useProjectsHere().length > 1
  const close = () => {
    setQuery('')
    props.onClose()
  }
  return (
    <CommandPalette
      open={props.open}
      onClose={close}
      commands={useCommands(props.open ? query : '', several && everywhere)}
      query={query}
      onQuery={setQuery}
      label={t('frame.palette')}
      placeholder={t('frame.palettePlaceholder')}
      emptyText={t('frame.paletteEmpty')}
      reach={
        several ? { label: t('search.reach.all'), wide: everywhere, onChange: setEverywhere } : undefined
      }
    />
  )
}

function useCommands(typed: string, everywhere: boolean): Command[] {
  const project = useProject()
  const navigate = useNavigate()
  const { query, kinds, byKind } = useKinds()
  const me = useQuery(meQuery)
  const q = typed.trim()
  const searched = useDeferredValue(q)
  const found = useQuery(
    searchQuery(project, { q: searched.length > 1 ? searched : '', mode: 'lexical', k: 8, everywhere }),
  )
  const goTo = t('frame.goTo')
  const actions = t('frame.actions')

  const places: Command[] = [
    {
      id: 'home',
      group: goTo,
      label: t('frame.home'),
      icon: 'home',
      shortcut: 'g h',
      run: () => void navigate({ to: '/p/$org/$project', params: project }),
    },
    {
      id: 'library',
      group: goTo,
      label: t('frame.library'),
      icon: 'folder',
      shortcut: 'g l',
      run: () => void navigate({ to: '/p/$org/$project/library', params: project }),
    },
    {
      id: 'inbox',
      group: goTo,
      label: t('frame.inbox'),
      icon: 'inbox',
      shortcut: 'g i',
      run: () => void navigate({ to: '/p/$org/$project/inbox', params: project }),
    },
    {
      id: 'notifications',
      group: goTo,
      label: t('frame.notifications'),
      icon: 'comment',
      shortcut: 'g n',
      run: () => void navigate({ to: '/p/$org/$project/notifications', params: project }),
    },
    {
      id: 'stale',
      group: goTo,
      label: t('evidence.title'),
      icon: 'line',
      run: () => void navigate({ to: '/p/$org/$project/stale', params: project }),
    },
    {
      id: 'insights',
      group: goTo,
      label: t('insights.title'),
      icon: 'spark',
      run: () => void navigate({ to: '/p/$org/$project/insights', params: project }),
    },
    {
      id: 'settings',
      group: goTo,
      label: t('frame.settings'),
      icon: 'settings',
      run: () => void navigate({ to: '/p/$org/$project/settings', params: project }),
    },
    ...(query.data?.navigation ?? [])
      .filter(
        (item) =>
          !['artifacts', 'library', 'suggestions', 'inbox', 'search'].includes(collectionOfPath(item.path)),
      )
      .map((item): Command => ({
        id: `go ${item.path}`,
        group: goTo,
        label: item.label,
        note: item.group,
        icon: 'tag',
        run: () =>
          void navigate({
            to: '/p/$org/$project/$collection',
            params: { ...project, collection: collectionOfPath(item.path) },
          }),
      })),
  ]
  const creations = kinds
    .filter((kind) => kind.creatable && kind.collection !== 'artifacts' && kind.collection !== 'suggestions')
    .map((kind): Command => ({
      id: `new ${kind.kind}`,
      group: actions,
      label: t('frame.newOf', { one: inSentence(kind.label.one) }),
      icon: 'plus',
      run: () =>
        void navigate({
          to: '/p/$org/$project/$collection',
          params: { ...project, collection: kind.collection },
          hash: 'new',
        }),
    }))
  const others: Command[] = [
    {
      id: 'dark',
      group: actions,
      label: `${t('frame.theme')}: ${t('frame.themes.dark')}`,
      icon: 'moon',
      run: () => chooseTheme('dark'),
    },
    {
      id: 'light',
      group: actions,
      label: `${t('frame.theme')}: ${t('frame.themes.light')}`,
      icon: 'sun',
      run: () => chooseTheme('light'),
    },
    ...(me.data?.organizations ?? []).flatMap((org) =>
      org.projects.map((candidate): Command => ({
        id: `project ${candidate.id}`,
        group: t('frame.switchProject'),
        label: candidate.name,
        note: org.name,
        icon: 'external',
        run: () =>
          void navigate({ to: '/p/$org/$project', params: { org: org.slug, project: candidate.slug } }),
      })),
    ),
  ]
  // what was found for other words must not be under the finger: it comes when it answers what is typed
  const isAnswered = q !== '' && searched === q && !found.isPlaceholderData
  const hits = !isAnswered
    ? []
    : (found.data?.hits ?? []).map((hit): Command => ({
        id: `hit ${hit.kind} ${hit.id} ${hit.start ?? ''}`,
        group: t('frame.results'),
        label: hit.title || hit.text.slice(0, 80) || hit.key,
        note: [hit.key, hit.project?.name].filter(Boolean).join(' · '),
        icon: hit.kind === 'artifact' ? 'file' : 'tag',
        always: true,
        run: () => void navigate(hitPlace(project, byKind(hit.kind)?.collection ?? 'artifacts', hit)),
      }))
  const searchAll: Command[] =
    q === ''
      ? []
      : [
          {
            id: 'search',
            group: t('frame.results'),
            label: everywhere ? t('frame.searchAllFor', { text: q }) : t('frame.searchFor', { text: q }),
            icon: 'search',
            always: true,
            run: () =>
              void navigate({
                to: '/p/$org/$project/search',
                params: project,
                search: { q, ...(everywhere ? { all: 'yes' as const } : {}) },
              }),
          },
          {
            id: 'ask',
            group: t('frame.results'),
            label: t('search.askInstead', { q }),
            icon: 'spark',
            always: true,
            run: () =>
              void navigate({ to: '/p/$org/$project/search', params: project, search: { q, ask: 'yes' } }),
          },
        ]
  return [...places, ...creations, ...others, ...hits, ...searchAll]
}
