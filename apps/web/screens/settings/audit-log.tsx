import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { auditQuery, type AuditEntry, type AuditFilter } from '../../api/audit.ts'
import { actorName } from '../../entities/actor-name.ts'
import { formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'
import { AuditChain } from './audit-chain.tsx'
import { AuditEntryDialog } from './audit-entry.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { Panel } from './panel.tsx'
import { useRole } from './use-role.ts'

const route = getRouteApi('/signed-in/p/$org/$project/settings')

/** The audit log of the organization: searched, verified, exported. */
export function AuditLog(): ReactElement {
  const { isAdmin, organization } = useRole()
  if (!organization) return <Panel wide>{null}</Panel>
  if (!isAdmin) return <EmptyNotice icon="key" title={t('audit.adminOnly')} text={t('audit.adminOnlyText')} />
  return <Log />
}

/** A day of an address as the moment at which it begins, or the one at which it is over. */
const moment = (day: string | undefined, end: boolean): string | undefined =>
  day === undefined ? undefined : new Date(`${day}T${end ? '23:59:59.999' : '00:00:00'}`).toISOString()

function Log(): ReactElement {
  const { org } = useProject()
  const search = route.useSearch()
  const navigate = useNavigate()
  const { actor, table, action, field, from, to } = search
  const filter = useMemo(
    (): AuditFilter => ({ actor, table, action, field, from: moment(from, false), to: moment(to, true) }),
    [actor, table, action, field, from, to],
  )
  const log = useInfiniteQuery(auditQuery(org, filter))
  const [open, setOpen] = useState<AuditEntry>()
  const entries = log.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel wide>
      <Section title={t('settings.audit')}>
        <div className="py-3">
          <Text look="muted">{t('audit.lead')}</Text>
        </div>
        <AuditChain org={org} filter={filter} />
        <div className="flex flex-wrap gap-2 pb-2">
          <AuditFilters
            org={org}
            value={search}
            onChange={(change) =>
              void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true })
            }
          />
        </div>
        <QueryView query={log} loadingLines={8}>
          {() =>
            entries.length === 0 ? (
              <EmptyNotice icon="search" title={t('audit.none')} text={t('audit.noneText')} />
            ) : (
              <SimpleTable
                label={t('settings.audit')}
                headers={[
                  t('audit.when'),
                  t('audit.actor'),
                  t('audit.action'),
                  t('audit.record'),
                  t('audit.changes'),
                  t('audit.seq'),
                  '',
                ]}
                rows={entries.map((entry) => ({
                  id: entry.id,
                  cells: [
                    <Text key="when" look="key">
                      {formatTime(entry.occurred_at)}
                    </Text>,
                    actorName(entry.actor),
                    textAt(`audit.actions.${entry.action}`) ?? entry.action,
                    <Named key="record" entry={entry} />,
                    <Text key="changes" look="small" tone="unknown">
                      {entry.action === 'update' ? changesOf(entry) : ''}
                    </Text>,
                    <Text key="seq" look="key">
                      {entry.seq ?? t('audit.unsealed')}
                    </Text>,
                    <Button key="open" size="small" look="quiet" onClick={() => setOpen(entry)}>
                      {t('audit.details')}
                    </Button>,
                  ],
                }))}
              />
            )
          }
        </QueryView>
        {log.hasNextPage ? (
          <div className="py-3">
            <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {t('audit.more')}
            </Button>
          </div>
        ) : null}
      </Section>
      <AuditEntryDialog entry={open} onClose={() => setOpen(undefined)} />
    </Panel>
  )
}

/** Names of fields that a line has room for. */
const named = 3

function changesOf({ changed }: AuditEntry): string {
  const names = changed.slice(0, named).map(formatWord).join(', ')
  return changed.length > named ? `${names} +${changed.length - named}` : names
}

function Named({ entry }: { entry: AuditEntry }): ReactElement {
  const { byKind } = useKinds()
  const kind = byKind(entry.kind)
  const said = entry.after ?? entry.before ?? {}
  const naming = [...(kind?.title ? [kind.title] : []), 'title', 'name', 'label', 'filename', 'email']
  const name = naming.map((field) => said[field]).find((value) => typeof value === 'string')
  return (
    <span className="flex max-w-72 min-w-0 flex-col">
      <Text truncate>{name === undefined ? formatWord(entry.table) : name}</Text>
      {name === undefined ? null : (
        <Text look="faint">{kind?.label.one ?? formatWord(entry.kind ?? entry.table)}</Text>
      )}
    </span>
  )
}
