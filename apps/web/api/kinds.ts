import { queryOptions } from '@tanstack/react-query'
import type { AnswerOf } from '#apps/client/call.ts'
import { term } from '../messages/index.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { FieldInfo, KindInfo, VerbInfo } from '../../../generated/api.ts'

/** The kinds of a project and its navigation. */
export type Kinds = AnswerOf<'kinds.list'>

/** The same kinds with their names in the reader's language. */
export const inReadersWords = ({ kinds: all, navigation }: Kinds): Kinds => ({
  kinds: all.map((one) => ({
    ...one,
    label: { one: term(one.label.one), many: term(one.label.many) },
    fields: one.fields.map((item) => ({ ...item, label: term(item.label) })),
    verbs: one.verbs.map((item) => ({ ...item, label: term(item.label) })),
  })),
  navigation: navigation.map((item) => ({
    ...item,
    label: term(item.label),
    group: term(item.group),
  })),
})

/** The query for a project's kinds; they change only with the modules switched on. */
export const kindsQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'kinds'],
    queryFn: ({ signal }) => call('kinds.list', { params: ref }, { signal }),
    staleTime: 5 * 60_000,
    select: inReadersWords,
  })
