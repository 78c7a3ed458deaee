import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { Checkbox, Select } from '#design-system/inputs.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { insightsQuery } from '../../api/insights.ts'
import { chosenOf } from '../../entities/field-draft.ts'
import { formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { InsightRow } from './insight-row.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/insights')

const types = ['risk', 'issue', 'decision', 'action', 'commitment', 'question'] as const
const severities = ['critical', 'high', 'medium', 'low'] as const

/** What was found in all sources, the most trusted first; rated, put aside, and called back. */
export function Insights(): ReactElement {
  const { type, severity, aside } = route.useSearch()
  const navigate = useNavigate()
  const list = useInfiniteQuery(
    insightsQuery(useProject(), {
      type: chosenOf(types, type),
      severity: chosenOf(severities, severity),
      aside: aside === 'yes',
    }),
  )
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const search = (change: { type?: string; severity?: string; aside?: 'yes' | undefined }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true })
  const choice = (name: 'type' | 'severity', value: string | undefined, options: readonly string[]) => (
    <div className="w-40">
      <Select
        compact
        aria-label={t(`insights.${name}`)}
        value={value ?? ''}
        onChange={({ target }) => search({ [name]: target.value || undefined })}
      >
        <option value="">{t(`insights.all.${name}`)}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {formatWord(option)}
          </option>
        ))}
      </Select>
    </div>
  )
  return (
    <>
      <Head title={t('insights.title')} />
      <ToolLine>
        {choice('type', type, types)}
        {choice('severity', severity, severities)}
        <Checkbox
          label={t('insights.aside')}
          checked={aside === 'yes'}
          onChange={({ target }) => search({ aside: target.checked ? 'yes' : undefined })}
        />
      </ToolLine>
      <div className="min-h-0 grow overflow-y-auto">
        <QueryView query={list} loadingLines={8}>
          {() =>
            items.length === 0 ? (
              <EmptyNotice icon="spark" title={t('insights.none')} text={t('insights.noneText')} />
            ) : (
              <div className="flex max-w-4xl flex-col items-start gap-3 pb-6">
                <div className="px-4 pt-3">
                  <Text look="muted">{t('insights.lead')}</Text>
                </div>
                <div className="w-full">
                  <RowList label={t('insights.title')}>
                    {items.map((insight) => (
                      <InsightRow key={insight.id} insight={insight} />
                    ))}
                  </RowList>
                </div>
                {list.hasNextPage ? (
                  <div className="px-4">
                    <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                      {t('insights.more')}
                    </Button>
                  </div>
                ) : null}
              </div>
            )
          }
        </QueryView>
      </div>
    </>
  )
}
