import { forKind } from '#kernel/policy/index.ts'
import { risk } from './kinds.ts'

export const policy = forKind(risk, (may) => {
  may.viewers.view()
  may.contributors.create().edit().comment().link()
  may.contributors.do('mitigate').when((row) => row.state === 'open')
  may.contributors.do('reopen').when((row) => row.state !== 'open')
  may.admins
    .or('owner_id')
    .do('accept')
    .when((row) => row.state === 'open' || row.state === 'mitigating')
  may.admins
    .or('owner_id')
    .do('close')
    .when((row) => row.state !== 'closed')
  may.admins.remove()
})
