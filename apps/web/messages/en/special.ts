export const naming = {
  tab: 'Where it is named',
  mentions: 'Where it is named',
  none: 'No source names it',
  noneText: 'Its sources were deleted or read anew without it.',
  choose: '{name} in {file}',
  place: 'Place {number, number} in {file}',
  split: 'Split off {count, plural, =0 {what is chosen} one {# finding} other {# findings}}',
  splitTitle: 'Split from {name}',
  splitText: 'What is named in {files} means another. This holds when the sources are read again.',
  splitNow: 'Split off',
  name: 'Name of the other',
  reason: 'Why',
  candidates: 'May be the same',
  noCandidates: 'No other record resembles it.',
  merge: 'It is the same',
  mergeTitle: 'Merge {name} into {into}',
  mergeText: 'Its findings stay with it, so the two can be taken apart again.',
  mergeNow: 'Merge',
  merged: '{name} is merged',
} as const

export const passages = {
  tab: 'Both passages',
  none: 'The passages are not known',
  holds: 'This holds',
  neither: 'Neither holds',
  choose: '{value} holds',
  chooseThis: 'This holds',
  chooseNeither: 'Neither holds',
  title: 'Settle: {value}',
  text: 'The choice and the reason stay in the history, and the choice can be opened again.',
  reason: 'Why',
  settle: 'Settle',
} as const

export const topics = {
  tab: 'Sources',
  files: 'Sources on this topic',
  none: 'No topics yet',
  noneText: 'Topics are found when sources are read.',
  noFiles: 'No source has this topic now',
  noFilesText: 'Its sources were deleted or read anew without it.',
  count:
    '{files, plural, one {# source} other {# sources}}, {mentions, plural, one {# place} other {# places}}',
  inLibrary: 'Topics',
  only: 'Topic: {name}',
  remove: 'Show all sources',
} as const
