import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { Select } from '#design-system/inputs.tsx'
import { MatrixTable } from '#design-system/matrix-table.tsx'
import { Text } from '#design-system/text.tsx'
import { countsQuery } from '../../api/counts.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { formatNumber, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import type { RegisterState } from './use-register.ts'
import { whereOf } from './where.ts'

/** The fields that can be crossed: those with a list of values. */
export const crossable = (kind: KindInfo): readonly FieldInfo[] =>
  kind.fields.filter(({ type, options }) => type === 'enum' && (options?.length ?? 0) > 1)

/** A register as a matrix of two fields; a number leads to the records that it counts. */
export function MatrixView({ kind, register }: { kind: KindInfo; register: RegisterState }): ReactElement {
  const project = useProject()
  const fields = crossable(kind)
  const [downName, acrossName] = (register.search.by ?? '').split(',')
  const down = fields.find(({ name }) => name === downName) ?? fields[0]
  const across =
    fields.find(({ name }) => name === acrossName) ?? fields.find((each) => each !== down) ?? down
  const names = [down?.name ?? '', across?.name ?? '']
  const counts = useQuery(
    countsQuery(project, kind.collection, {
      q: register.search.q,
      filter: register.filters,
      by: names,
    }),
  )
  const choose = (at: 0 | 1, label: string) => (
    <div className="flex items-center gap-2">
      <Text look="label">{label}</Text>
      <div className="w-44">
        <Select
          compact
          aria-label={label}
          value={names[at]}
          onChange={(event) =>
            register.change({
              by: (at === 0 ? [event.target.value, names[1]] : [names[0], event.target.value]).join(),
            })
          }
        >
          {fields.map((each) => (
            <option key={each.name} value={each.name}>
              {each.label}
            </option>
          ))}
        </Select>
      </div>
    </div>
  )
  if (!down || !across) return <Text>{t('register.noMatchTitle')}</Text>
  return (
    <>
      <ToolLine>
        {choose(0, t('register.rows'))}
        {choose(1, t('register.across'))}
      </ToolLine>
      <QueryView query={counts}>
        {({ groups }) => (
          <MatrixTable
            label={`${kind.label.many}: ${down.label} / ${across.label}`}
            rowsName={down.label}
            columnsName={across.label}
            rows={(down.options ?? []).map((id) => ({ id, name: formatWord(id) }))}
            columns={(across.options ?? []).map((id) => ({ id, name: formatWord(id) }))}
            cell={(row, column) => {
              const count =
                groups.find(({ values }) => values[down.name] === row && values[across.name] === column)
                  ?.count ?? 0
              return count === 0 ? null : (
                <Button
                  look="quiet"
                  aria-label={`${formatWord(row)}, ${formatWord(column)}: ${count}`}
                  onClick={() =>
                    register.change({
                      as: undefined,
                      where: whereOf({
                        ...register.filters,
                        [down.name]: { eq: row },
                        [across.name]: { eq: column },
                      }),
                    })
                  }
                >
                  <Text look="heading">{formatNumber(count)}</Text>
                </Button>
              )
            }}
          />
        )}
      </QueryView>
    </>
  )
}
