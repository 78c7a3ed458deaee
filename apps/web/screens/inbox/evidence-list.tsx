import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { textLink } from '#design-system/navigation.tsx'
import { Quote } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Suggestion } from '../../api/suggestions.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { passageParameter } from '../../places.ts'

/** The passages that a suggestion rests on, each leading into its source. */
export function EvidenceList({ spans }: { spans: Suggestion['evidence'] }): ReactElement {
  const project = useProject()
  if (spans.length === 0)
    return (
      <div className="py-3">
        <Text look="muted">{t('inbox.noEvidence')}</Text>
      </div>
    )
  return (
    <ul className="flex flex-col gap-4 py-3">
      {spans.map((span) => (
        <li key={`${span.artifact_id} ${span.start}`} className="flex flex-col gap-1">
          <Quote>{span.quote}</Quote>
          <div className="flex items-center gap-2 pl-3.5">
            <Link
              to="/p/$org/$project/library/$id"
              params={{ ...project, id: span.artifact_id }}
              search={{ at: passageParameter(span) }}
              className={textLink}
            >
              <Text look="small">{span.filename}</Text>
            </Link>
            {span.page !== null ? (
              <Text look="faint">{t('artifact.pageShort', { page: span.page })}</Text>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
