export const home = {
  recent: 'Recent sources',
  pending: 'Waiting for you',
  registers: 'Registers',
  noSources: 'No sources yet',
  noSourcesText:
    'Add the documents that your work rests on. What is found in them appears here and as suggestions.',
  addSources: 'Add sources',
  nothingPending: 'Nothing is waiting',
  nothingPendingText: 'New suggestions appear here as sources are read.',
  all: 'All',
  total: '{count, number}{more, select, yes {+} other {}}',
  none: 'none yet',
} as const
