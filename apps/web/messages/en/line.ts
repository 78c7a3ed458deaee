export const line = {
  title: 'The line',
  show: 'What this rests on, and what rests on it',
  whole: 'Open the whole trace as a graph',
  setBy: 'Last set by',
  more: '{count, plural, one {and # more} other {and # more}}',
} as const
