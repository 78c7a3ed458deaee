import type { IconName } from '#design-system/icon.tsx'

const icons: Record<string, IconName> = {
  artifacts: 'file',
  'artifact-folders': 'folder',
  suggestions: 'inbox',
  referents: 'people',
  conflicts: 'apart',
  topics: 'hash',
  risks: 'warning',
  issues: 'target',
  decisions: 'diamond',
}

/** The icon of a collection; one that nobody has drawn yet has a tag. */
export const collectionIcon = (collection: string): IconName => icons[collection] ?? 'tag'
