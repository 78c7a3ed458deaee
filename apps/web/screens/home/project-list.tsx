import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Avatar } from '#design-system/avatar.tsx'
import { plainLink, textLink } from '#design-system/navigation.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { meQuery } from '../../api/me.ts'
import { formatWord } from '../../entities/formats.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** All projects of the reader, by organization, and the way to another one. */
export function ProjectList(): ReactElement {
  const { org } = useProject()
  const me = useQuery(meQuery)
  return (
    <RowList label={t('overview.projects')}>
      {(me.data?.organizations ?? []).flatMap((organization) =>
        organization.projects.map((project) => (
          <Row key={project.id} flush>
            <div className="flex items-center gap-3">
              <Avatar name={project.name} />
              <Link
                to="/p/$org/$project"
                params={{ org: organization.slug, project: project.slug }}
                className={`min-w-0 grow ${plainLink}`}
              >
                <Text truncate>{project.name}</Text>
              </Link>
              <Text look="faint">{organization.name}</Text>
              <Text look="faint">{formatWord(project.role)}</Text>
            </div>
          </Row>
        )),
      )}
      <Row flush>
        <Link to="/new/$org" params={{ org }} className={textLink}>
          {t('frame.newProject')}
        </Link>
      </Row>
    </RowList>
  )
}
