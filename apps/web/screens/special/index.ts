import { lazy, type ComponentType } from 'react'
import type { Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import type { EntityActionSet } from '../../entities/use-entity-actions.tsx'
import { t } from '../../messages/index.ts'

/** What stands on the page of a record of a certain kind, beside what all kinds share. */
export type SpecialPage = {
  label: () => string
  /** verbs that it offers itself, in a better way than a form of their input */
  verbs: readonly string[]
  /** whether it stands behind the trace, which is shown first */
  second?: boolean
  Content: ComponentType<{ kind: KindInfo; entity: Entity; actions: EntityActionSet }>
}

const pages: Record<string, SpecialPage> = {
  naming: {
    label: () => t('naming.tab'),
    verbs: ['split'],
    Content: lazy(async () => ({ default: (await import('./naming.tsx')).Naming })),
  },
  'two-passages': {
    label: () => t('passages.tab'),
    verbs: ['resolve'],
    Content: lazy(async () => ({ default: (await import('./two-passages.tsx')).TwoPassages })),
  },
  participants: {
    label: () => t('participants.tab'),
    verbs: ['add_participant', 'remove_participant', 'respond'],
    second: true,
    Content: lazy(async () => ({ default: (await import('./participants.tsx')).Participants })),
  },
  'topic-files': {
    label: () => t('topics.tab'),
    verbs: [],
    Content: lazy(async () => ({ default: (await import('./topic-files.tsx')).TopicFilesTab })),
  },
}

const lists: Record<string, ComponentType<{ kind: KindInfo }>> = {
  'topic-tree': lazy(async () => ({ default: (await import('./topic-tree.tsx')).TopicTree })),
}

/** The screen of its own that a kind names for its records; a name that this version does not know gives none. */
export const specialPage = (kind: KindInfo): SpecialPage | undefined => pages[kind.screens?.page ?? '']

/** The screen that a kind names in place of its register. */
export const specialList = (kind: KindInfo): ComponentType<{ kind: KindInfo }> | undefined =>
  lists[kind.screens?.list ?? '']
