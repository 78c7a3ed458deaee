import type { FormField } from '../../entities/field-draft.ts'
import { t } from '../../messages/index.ts'

/** Why somebody is erased; it is kept. */
export const reasonField = (): FormField => ({
  name: 'reason',
  label: t('erasure.reason'),
  type: 'long_text',
  required: true,
  writable: true,
  hint: t('erasure.reasonHint'),
})
