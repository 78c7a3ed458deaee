import { forKind } from '#kernel/policy/index.ts'
import { artifact, artifactFolder } from './kinds.ts'

export const artifactPolicy = forKind(artifact, (may) => {
  may.viewers.view()
  may.contributors.create().edit().comment().link()
  may.contributors.do('retry').when((file) => file.state === 'failed')
  may.admins.remove()
})

export const folderPolicy = forKind(artifactFolder, (may) => {
  may.viewers.view()
  may.contributors.create().edit().comment().link()
  may.admins.remove()
})
