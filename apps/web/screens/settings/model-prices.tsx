import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import type { FieldInfo } from '../../api/kinds.ts'
import { pricesQuery, setPrice } from '../../api/usage.ts'
import { FieldDialog } from '../../entities/field-form.tsx'
import { formatMoney, formatTime } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'
import { useRole } from './use-role.ts'

const fields = (): readonly FieldInfo[] => [
  { name: 'provider', label: t('usage.provider'), type: 'text', required: true, writable: true },
  { name: 'model', label: t('usage.model'), type: 'text', required: true, writable: true },
  { name: 'input_price', label: t('usage.inputPrice'), type: 'number', required: true, writable: true },
  { name: 'output_price', label: t('usage.outputPrice'), type: 'number', required: true, writable: true },
  { name: 'cache_read_price', label: t('usage.cacheRead'), type: 'number', required: false, writable: true },
  { name: 'currency', label: t('usage.currency'), type: 'text', required: false, writable: true },
  { name: 'valid_from', label: t('usage.validFrom'), type: 'timestamp', required: true, writable: true },
]

/** What models cost, and since when. */
export function ModelPrices({ org }: { org: string }): ReactElement {
  const { isAdmin } = useRole()
  const prices = useQuery(pricesQuery(org))
  const client = useQueryClient()
  const announce = useToast()
  const [setting, setSetting] = useState(false)
  return (
    <Section
      title={t('usage.prices')}
      actions={
        isAdmin ? (
          <Button size="small" icon="plus" onClick={() => setSetting(true)}>
            {t('usage.setPrice')}
          </Button>
        ) : undefined
      }
    >
      <div className="py-3">
        <Text look="muted">{t('usage.pricesText')}</Text>
      </div>
      <QueryView query={prices} loadingLines={2}>
        {(items) =>
          items.length === 0 ? (
            <EmptyNotice icon="tag" title={t('usage.noPrices')} text={t('usage.noPricesText')} />
          ) : (
            <SimpleTable
              label={t('usage.prices')}
              headers={[
                t('usage.model'),
                t('usage.inputPrice'),
                t('usage.outputPrice'),
                t('usage.cacheRead'),
                t('usage.validFrom'),
              ]}
              rows={items.map((price) => ({
                id: price.id,
                cells: [
                  `${price.provider}:${price.model}`,
                  formatMoney(price.input_price, price.currency),
                  formatMoney(price.output_price, price.currency),
                  price.cache_read_price === null
                    ? t('general.none')
                    : formatMoney(price.cache_read_price, price.currency),
                  formatTime(price.valid_from),
                ],
              }))}
            />
          )
        }
      </QueryView>
      <FieldDialog
        open={setting}
        onClose={() => setSetting(false)}
        title={t('usage.setPrice')}
        note={t('usage.pricesText')}
        fields={fields()}
        submitLabel={t('general.save')}
        submit={async (values) => {
          const { cache_read_price, currency } = values
          await setPrice(org, {
            provider: String(values['provider']),
            model: String(values['model']),
            input_price: String(values['input_price']),
            output_price: String(values['output_price']),
            valid_from: String(values['valid_from']),
            ...(typeof cache_read_price === 'string' ? { cache_read_price } : {}),
            ...(typeof currency === 'string' ? { currency } : {}),
          })
          announce(t('usage.priceSet'))
          await client.invalidateQueries({ queryKey: ['organization', org, 'model-prices'] })
        }}
      />
    </Section>
  )
}
