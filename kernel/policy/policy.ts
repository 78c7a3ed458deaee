import type { EntityOf, Kind } from '../entities/kind.ts'

/** Roles in an organization. Owners and admins are admins of every project; viewers may read every project. */
export const orgRoles = ['owner', 'admin', 'member', 'viewer'] as const
/** A role in an organization. */
export type OrgRole = (typeof orgRoles)[number]

/** Roles on a project, strongest first. */
export const projectRoles = ['admin', 'contributor', 'viewer'] as const
/** A role on a project. */
export type ProjectRole = (typeof projectRoles)[number]

/** Who asks: what a gate needs to know of them. */
export interface Caller {
  userId: string | null
  role: ProjectRole
}

interface Rule {
  roles: readonly ProjectRole[]
  /** fields that name a user; who is named there may do it too */
  named: readonly string[]
  actions: readonly string[]
  condition?: (row: Record<string, unknown>) => boolean
}

/** Who may do what with a kind. What no sentence allows is denied. */
export interface Policy {
  kind: string
  rules: readonly Rule[]
}

/** The rest of a sentence: what those people may do. */
export interface Permission<Row> {
  view(): Permission<Row>
  create(): Permission<Row>
  edit(): Permission<Row>
  remove(): Permission<Row>
  comment(): Permission<Row>
  link(): Permission<Row>
  /** domain verbs */
  do(...verbs: string[]): Permission<Row>
  /** only while this holds of the row; applies to what was said since the subject */
  when(condition: (row: Row) => boolean): Permission<Row>
}

/** The subject of a sentence. */
export interface Subject<Row> extends Permission<Row> {
  /** also the person named in this field */
  or(field: keyof Row & string): Permission<Row>
}

/** `may.contributors.create().edit()` */
export interface May<Row> {
  viewers: Subject<Row>
  contributors: Subject<Row>
  admins: Subject<Row>
}

const atLeast: Record<keyof May<unknown>, readonly ProjectRole[]> = {
  viewers: ['viewer', 'contributor', 'admin'],
  contributors: ['contributor', 'admin'],
  admins: ['admin'],
}

/** Writes the policy of a kind as sentences. */
export const forKind = <K extends Kind>(kind: K, write: (may: May<EntityOf<K>>) => void): Policy => {
  const rules: Rule[] = []
  const sentence = (roles: readonly ProjectRole[], named: readonly string[]): Subject<EntityOf<K>> => {
    const mine: Rule[] = []
    const allow = (...actions: string[]): Permission<EntityOf<K>> => {
      const rule: Rule = { roles, named, actions }
      mine.push(rule)
      rules.push(rule)
      return subject
    }
    const subject: Subject<EntityOf<K>> = {
      view: () => allow('view'),
      create: () => allow('create'),
      edit: () => allow('edit'),
      remove: () => allow('delete', 'restore'),
      comment: () => allow('comment'),
      link: () => allow('link'),
      do: (...verbs) => allow(...verbs),
      when(condition) {
        for (const rule of mine) rule.condition = condition as (row: Record<string, unknown>) => boolean
        return subject
      },
      or: (field) => sentence(roles, [...named, field]),
    }
    return subject
  }
  const subjects = Object.fromEntries(
    Object.keys(atLeast).map((name) => [
      name,
      { get: () => sentence(atLeast[name as keyof typeof atLeast], []), enumerable: true },
    ]),
  )
  write(Object.defineProperties({}, subjects) as May<EntityOf<K>>)
  return { kind: kind.kind, rules }
}

const isNamed = (rule: Rule, caller: Caller, row?: Record<string, unknown>): boolean =>
  caller.userId !== null &&
  caller.role !== 'viewer' &&
  rule.named.some((field) => row === undefined || row[field] === caller.userId)

const speaksOf = (rule: Rule, caller: Caller, row?: Record<string, unknown>): boolean =>
  rule.roles.includes(caller.role) || isNamed(rule, caller, row)

const permits = (rule: Rule, caller: Caller, row?: Record<string, unknown>): boolean =>
  speaksOf(rule, caller, row) && (row === undefined || rule.condition === undefined || rule.condition(row))

/** Whether a caller may do this; without a row, whether they might with some row. */
export const allows = (
  policy: Policy,
  caller: Caller,
  action: string,
  row?: Record<string, unknown>,
): boolean => policy.rules.some((rule) => rule.actions.includes(action) && permits(rule, caller, row))

/** Whether a caller is among those who may do this with the row at all, in whatever state the row is now. */
export const isAmongThose = (
  policy: Policy,
  caller: Caller,
  action: string,
  row: Record<string, unknown>,
): boolean => policy.rules.some((rule) => rule.actions.includes(action) && speaksOf(rule, caller, row))

type RowTest = (row: Record<string, unknown>) => boolean

/** The same question about one action for many rows: what does not depend on the row is settled before. */
const testOf = (policy: Policy, caller: Caller, action: string): RowTest => {
  const rules = policy.rules.filter((rule) => rule.actions.includes(action) && permits(rule, caller))
  const always = rules.some((rule) => rule.roles.includes(caller.role) && !rule.condition)
  if (always || rules.length === 0) return () => always
  return (row) => rules.some((rule) => permits(rule, caller, row))
}

/** What a caller may do with a row, sent along with it so that no screen has to guess. */
export interface Abilities {
  edit: boolean
  delete: boolean
  restore: boolean
  comment: boolean
  link: boolean
  verbs: Record<string, boolean>
}

/** Gives the abilities of a caller on any row of a kind. `verbs` are the kind's domain verbs. */
export const abilityReader = (
  policy: Policy,
  caller: Caller,
  verbs: readonly string[],
): ((row: Record<string, unknown>) => Abilities) => {
  const test = (action: string): RowTest => testOf(policy, caller, action)
  const [edit, remove, restore, comment, link] = ['edit', 'delete', 'restore', 'comment', 'link'].map(test)
  const verbTests = verbs.map((verb) => [verb, test(verb)] as const)
  return (row) => {
    const deleted = row.deleted_at !== null && row.deleted_at !== undefined
    const may = (can: RowTest | undefined): boolean => can?.(row) ?? false
    const doable: Record<string, boolean> = {}
    for (const [verb, can] of verbTests) doable[verb] = !deleted && can(row)
    return {
      edit: !deleted && may(edit),
      delete: !deleted && may(remove),
      restore: deleted && may(restore),
      comment: !deleted && may(comment),
      link: !deleted && may(link),
      verbs: doable,
    }
  }
}
