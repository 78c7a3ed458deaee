import { forKind } from '#kernel/policy/index.ts'
import { conflict, referent, topic } from './kinds.ts'

export const referentPolicy = forKind(referent, (may) => {
  may.viewers.view()
  may.contributors.edit().comment().link()
  may.contributors.do('merge', 'split').when((row) => row.state === 'active')
  may.contributors.do('unmerge').when((row) => row.state === 'merged')
  may.admins.remove()
})

export const conflictPolicy = forKind(conflict, (may) => {
  may.viewers.view()
  may.contributors.comment().link()
  may.contributors.do('resolve', 'dismiss').when((row) => row.state === 'open')
  may.contributors.do('reopen').when((row) => row.state !== 'open')
  may.admins.remove()
})

export const topicPolicy = forKind(topic, (may) => {
  may.viewers.view()
  may.contributors.edit().comment().link()
})
