import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import type { KindInfo } from '../../api/kinds.ts'
import { inSentence, t } from '../../messages/index.ts'
import type { RegisterState } from './use-register.ts'

/** Why a register shows nothing, and the way on. */
export function NothingHere(props: {
  kind: KindInfo
  register: RegisterState
  onCreate: () => void
}): ReactElement {
  const { kind, register } = props
  if (register.search.q || register.search.where)
    return (
      <EmptyNotice icon="filter" title={t('register.noMatchTitle')} text={t('register.noMatchText')}>
        <Button onClick={() => register.change({ q: undefined, where: undefined, view: undefined })}>
          {t('register.clear')}
        </Button>
      </EmptyNotice>
    )
  return (
    <EmptyNotice
      title={t('register.emptyTitle', { many: inSentence(kind.label.many) })}
      text={t('register.emptyText')}
    >
      {kind.creatable ? (
        <Button look="primary" onClick={props.onCreate}>
          {t('register.create', { one: inSentence(kind.label.one) })}
        </Button>
      ) : null}
    </EmptyNotice>
  )
}
