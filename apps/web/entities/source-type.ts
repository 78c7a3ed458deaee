import type { Artifact } from '../api/artifacts.ts'
import { t } from '../messages/index.ts'

/** What people call a type: the ending of the name, else the last part of the media type. */
export function typeName(source: Pick<Artifact, 'filename' | 'media_type'>): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(source.filename)?.[1]
  return (ending ?? source.media_type?.split('/').at(-1) ?? t('general.none')).toUpperCase()
}
