import type { Verb } from './verb.ts'

/** A verb as the overview lists it; its file is read when it is used. */
export interface VerbEntry {
  summary: string
  load(): Promise<{ verb: Verb }>
}

/** All verbs, in the order of the overview. */
export const verbs: Readonly<Record<string, VerbEntry>> = {
  start: { summary: 'serve', load: () => import('./verbs/start.ts') },
  init: {
    summary: 'make an organization with its owner, its first project and an API key',
    load: () => import('./verbs/init.ts'),
  },
  ingest: { summary: 'files and folders in', load: () => import('./verbs/ingest.ts') },
  artifact: { summary: 'what was found in one file', load: () => import('./verbs/artifact.ts') },
  unlock: {
    summary: 'give the password of an encrypted file',
    load: () => import('./verbs/unlock.ts'),
  },
  search: { summary: 'search files and records', load: () => import('./verbs/search.ts') },
  ask: { summary: 'a cited answer from the documents', load: () => import('./verbs/ask.ts') },
  list: { summary: 'records of a kind', load: () => import('./verbs/list.ts') },
  show: { summary: 'one record, now or as it was', load: () => import('./verbs/show.ts') },
  history: { summary: 'who changed a record, when, what and why', load: () => import('./verbs/history.ts') },
  create: { summary: 'a new record', load: () => import('./verbs/create.ts') },
  edit: { summary: 'change fields of a record', load: () => import('./verbs/edit.ts') },
  do: { summary: 'a domain verb on a record: accept, close, approve …', load: () => import('./verbs/do.ts') },
  delete: { summary: 'move a record to the bin', load: () => import('./verbs/delete.ts') },
  'restore-entity': {
    summary: 'take a record out of the bin',
    load: () => import('./verbs/restore-entity.ts'),
  },
  undo: { summary: 'take a change back', load: () => import('./verbs/undo.ts') },
  suggestions: {
    summary: 'what was proposed and waits for a decision',
    load: () => import('./verbs/suggestions.ts'),
  },
  accept: { summary: 'accept suggestions', load: () => import('./verbs/accept.ts') },
  reject: { summary: 'reject suggestions', load: () => import('./verbs/reject.ts') },
  trace: { summary: 'on what a record rests, or what rests on it', load: () => import('./verbs/trace.ts') },
  verify: {
    summary: 'check keys, links, audit chain, files and ledgers',
    load: () => import('./verbs/verify.ts'),
  },
  export: { summary: 'a whole project into one file', load: () => import('./verbs/export.ts') },
  import: { summary: 'a project from an exported file', load: () => import('./verbs/import.ts') },
  'audit-export': {
    summary: 'the audit entries of an organization, with what proves them',
    load: () => import('./verbs/audit-export.ts'),
  },
  erase: { summary: 'erase a person: a record, or a former member', load: () => import('./verbs/erase.ts') },
  backup: { summary: 'the whole installation into one file', load: () => import('./verbs/backup.ts') },
  restore: { summary: 'a backup into an empty data folder', load: () => import('./verbs/restore.ts') },
  'reset-link': {
    summary: 'a link to set a new password, without mail',
    load: () => import('./verbs/reset-link.ts'),
  },
  models: { summary: 'which models answer', load: () => import('./verbs/models.ts') },
  mcp: { summary: 'tools for an agent over stdin and stdout', load: () => import('./verbs/mcp.ts') },
  eval: {
    summary: 'measure quality on labelled files',
    load: () => import('./verbs/eval.ts'),
  },
  bench: { summary: 'measure speed', load: () => import('./verbs/bench.ts') },
  generate: { summary: 'write the files under generated/ anew', load: () => import('./verbs/generate.ts') },
}
