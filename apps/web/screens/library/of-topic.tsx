import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Chip } from '#design-system/chip.tsx'
import { entityQuery } from '../../api/entities.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { TopicFiles } from '../special/topic-files.tsx'

/** The library narrowed to a topic and those below it. */
export function OfTopic({ topic }: { topic: string }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const named = useQuery(entityQuery(project, 'topics', topic))
  return (
    <>
      <div className="px-4 py-2">
        <Chip
          removeLabel={t('topics.remove')}
          onRemove={() => void navigate({ to: '/p/$org/$project/library', params: project })}
        >
          {t('topics.only', { name: named.data?.label ?? topic })}
        </Chip>
      </div>
      <div className="min-h-0 grow overflow-y-auto">
        <TopicFiles topic={topic} />
      </div>
    </>
  )
}
