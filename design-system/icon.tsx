import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'

const paths = {
  home: 'M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z',
  file: 'M4 1.5h5.5L12.5 4.5v10h-8.5zM9.5 1.5v3h3M6 8h4.5M6 11h4.5',
  folder: 'M1.5 3.5h4.5l1.5 2h7v7.5h-13z',
  inbox: 'M1.5 9.5 4 2.5h8l2.5 7v4h-13zM1.5 9.5h3.5l1 2h4l1-2h3.5',
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.6 10.6 14 14',
  list: 'M2 4h12M2 8h12M2 12h8',
  settings: 'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3v3M5.5 10v3',
  plus: 'M8 3v10M3 8h10',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  chevronDown: 'M4 6l4 4 4-4',
  chevronRight: 'M6 4l4 4-4 4',
  chevronLeft: 'M10 4 6 8l4 4',
  arrowUp: 'M8 13V3M4 7l4-4 4 4',
  arrowDown: 'M8 3v10M4 9l4 4 4-4',
  upload: 'M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 10.5v3h11v-3',
  download: 'M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 10.5v3h11v-3',
  retry: 'M13 8a5 5 0 1 1-1.5-3.5L13 6M13 2.5V6H9.5',
  filter: 'M2 3h12l-4.5 5.5V13l-3-1.5v-3z',
  columns: 'M2 3h12v10H2zM6.5 3v10M10 3v10',
  link: 'M6.5 9.5l3-3M7.5 4.5 9 3a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5',
  comment: 'M2 3h12v8H8l-3.5 3v-3H2z',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.5V8l2.5 1.5',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.5 14a5.5 5.5 0 0 1 11 0',
  key: 'M5.5 13a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM7.5 8.2 13 2.7M11 4.7l2 2',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
  menu: 'M2 4h12M2 8h12M2 12h12',
  edit: 'M3 13l.5-3L10.5 3l2.5 2.5-7 7zM9 4.5 11.5 7',
  trash: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.5 6.5v4.5M9.5 6.5v4.5',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7v4M8 5h.01',
  warning: 'M8 2.5 14.5 13.5h-13zM8 6.5V10M8 11.8h.01',
  spark: 'M8 2l1.4 4.6L14 8l-4.6 1.4L8 14l-1.4-4.6L2 8l4.6-1.4z',
  external: 'M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4',
  signOut: 'M6.5 2.5h-4v11h4M6 8h8M11 5l3 3-3 3',
  sides: 'M2 3h12v10H2zM10 3v10',
  image: 'M2 3h12v10H2zM5.5 6.8a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6zM2.5 12l4-4 3 3 1.5-1.5 2.5 2.5',
  line: 'M2 11h3l6-6h3M2 11h.01M14 5h.01',
  diamond: 'M8 1.8 14.2 8 8 14.2 1.8 8zM5.8 8.2l1.5 1.5 3-3.2',
  target: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 9.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4z',
  hash: 'M6 2.5 5 13.5M11 2.5l-1 11M2.5 6h11M2.5 10h11',
  apart: 'M6.5 5 3 8l3.5 3M9.5 5 13 8l-3.5 3M3 8h3M10 8h3',
  people:
    'M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.5 13a4.5 4.5 0 0 1 9 0M10.5 3a2.3 2.3 0 0 1 0 4.4M12 9a4.5 4.5 0 0 1 2.5 4',
  tag: 'M2 2.5h5.5L14 9l-5 5-7-6.5zM5 5.5h.01',
} as const

/** The icons that exist, by what they show. */
export type IconName = keyof typeof paths

/** A 16 px line icon. It is decoration: the control around it carries the name. */
export function Icon({ name, className }: { name: IconName; className?: string }): ReactElement {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames('shrink-0', className)}
    >
      <path d={paths[name]} />
    </svg>
  )
}
