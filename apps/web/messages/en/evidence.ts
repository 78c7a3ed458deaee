export const evidence = {
  title: 'Changed sources',
  lead: 'These records rest on words that a newer version of their source changed. Whoever finds that a record still holds says so; it then rests on the new words.',
  none: 'Nothing rests on changed words',
  noneText: 'Where a newer version of a file changes words on which a record rests, it appears here.',
  confirm: 'Still holds',
  confirmKey: '{key} still holds',
  holds: '{key} holds, and rests on the new words',
  more: 'More',
  look: 'What changed in the sources, side by side',
} as const
