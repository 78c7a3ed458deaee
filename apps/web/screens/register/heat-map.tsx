import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { MatrixTable } from '#design-system/matrix-table.tsx'
import { Text } from '#design-system/text.tsx'
import { formatNumber, formatWord } from '../../entities/formats.ts'
import { t } from '../../messages/index.ts'
import { bandOf, bandTones, fieldsOf, type Cell, type RiskFace, type Way } from './risk-faces.ts'
import type { RegisterState } from './use-register.ts'
import { whereOf } from './where.ts'

/** How many risks stand in each cell, how many stood there before, and the ways between. A number leads to its risks. */
export function HeatMap(props: {
  face: RiskFace
  levels: readonly string[]
  cells: ReadonlyMap<string, number>
  /** the same at the earlier time with which the present is compared */
  before?: ReadonlyMap<string, number> | undefined
  ways: Way[]
  register: RegisterState
}): ReactElement {
  const { face, levels, cells, before, register } = props
  const sides = levels.map((id) => ({ id, name: formatWord(id) }))
  const tone = (...cell: Cell) => bandTones[bandOf(cell, levels)]
  const show = (...cell: Cell): void => {
    const conditions = fieldsOf(face === 'inherent' ? 'inherent' : 'residual').map((name, at) => [
      name,
      { eq: cell[at] ?? '' },
    ])
    register.change({
      as: undefined,
      day: undefined,
      where: whereOf({ ...register.filters, ...Object.fromEntries(conditions) }),
    })
  }
  return (
    <MatrixTable
      label={t(`register.risk.${face}`)}
      rowsName={t('register.risk.probability')}
      columnsName={t('register.risk.impact')}
      rows={sides.toReversed()}
      columns={sides}
      tone={tone}
      arrows={props.ways}
      cell={(row, column) => {
        const count = cells.get(`${row} ${column}`) ?? 0
        const was = before?.get(`${row} ${column}`) ?? 0
        return (
          <span className="flex flex-col items-center">
            {count === 0 ? null : (
              <Button
                look="quiet"
                aria-label={`${formatWord(row)}, ${formatWord(column)}: ${count}`}
                onClick={() => show(row, column)}
              >
                <Text look="heading" tone={tone(row, column)}>
                  {formatNumber(count)}
                </Text>
              </Button>
            )}
            {before && was !== count ? (
              <Text look="small">{t('register.risk.was', { count: was })}</Text>
            ) : null}
          </span>
        )
      }}
    />
  )
}
