import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { erase, erasuresQuery, type Erasure, type ErasureReport } from '../../api/erasures.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatNumber, formatTime, formatWord } from '../../entities/formats.ts'
import { Person } from '../../entities/person.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'
import { reasonField } from '../erasure/reason-field.ts'
import { ReportDialog } from '../erasure/report-dialog.tsx'
import { Panel } from './panel.tsx'
import { useRole } from './use-role.ts'

/** Erasure of personal data: what was erased, by whom and why, and the way to erase a former member. */
export function Erasures({ org }: { org: string }): ReactElement {
  const { isAdmin, organization } = useRole()
  if (!organization) return <Panel wide>{null}</Panel>
  if (!isAdmin)
    return <EmptyNotice icon="key" title={t('erasure.adminOnly')} text={t('erasure.adminOnlyText')} />
  return <Log org={org} />
}

function Log({ org }: { org: string }): ReactElement {
  const erasures = useQuery(erasuresQuery(org))
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [report, setReport] = useState<ErasureReport>()
  return (
    <Panel wide>
      <Section
        title={t('erasure.title')}
        actions={
          <Button size="small" onClick={() => setAsking(true)}>
            {t('erasure.former')}
          </Button>
        }
      >
        <div className="flex max-w-3xl flex-col gap-1 py-3">
          {(['lead', 'recordHow', 'formerHow'] as const).map((line) => (
            <Text key={line} look="muted">
              {t(`erasure.${line}`)}
            </Text>
          ))}
        </div>
        <QueryView query={erasures} loadingLines={4}>
          {(items) =>
            items.length === 0 ? (
              <EmptyNotice icon="trash" title={t('erasure.none')} text={t('erasure.noneText')} />
            ) : (
              <ErasureTable items={items} />
            )
          }
        </QueryView>
      </Section>
      <FieldDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('erasure.former')}
        note={`${t('erasure.formerText')} ${t('erasure.accountNever')}`}
        fields={[
          { name: 'account', label: t('erasure.email'), type: 'text', required: true, writable: true },
          reasonField(),
        ]}
        danger
        submitLabel={t('erasure.eraseNow')}
        submit={async ({ account, reason }) => {
          setReport(await erase(org, { account: String(account).trim(), reason: String(reason) }))
          await client.invalidateQueries({ queryKey: ['organization', org] })
        }}
      />
      <ReportDialog report={report} onClose={() => setReport(undefined)} />
    </Panel>
  )
}

const ErasureTable = ({ items }: { items: readonly Erasure[] }): ReactElement => (
  <SimpleTable
    label={t('erasure.log')}
    headers={[t('erasure.when'), t('erasure.about'), t('erasure.by'), t('erasure.reason'), t('erasure.gone')]}
    rows={items.map((item) => ({
      id: item.id,
      cells: [
        <Text key="when" look="key">
          {formatTime(item.erased_at)}
        </Text>,
        t(`erasure.abouts.${item.about}`),
        item.erased_by === null ? t('general.none') : <Person key="by" value={item.erased_by} />,
        item.reason,
        <Text key="gone" look="small" tone="unknown">
          {Object.entries(item.erased)
            .map(([table, rows]) => `${formatWord(table)} ${formatNumber(rows)}`)
            .join(', ')}
        </Text>,
      ],
    }))}
  />
)
