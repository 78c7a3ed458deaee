import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { StateMark } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { InfoButton } from '#design-system/info-button.tsx'
import { ProgressBar } from '#design-system/progress-bar.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import {
  auditHeadQuery,
  auditPage,
  auditProof,
  verifyAudit,
  type AuditEntry,
  type AuditFilter,
} from '../../api/audit.ts'
import { saveFile } from '../../frame/save-file.ts'
import { useAct } from '../../frame/use-act.ts'
import { t } from '../../messages/index.ts'

/** Entries of one export; more are narrowed down by time. */
const exportedAtMost = 20_000

/** The chain of the log: where it ends, whether it is sound, and the entries shown, with their place in it, as a file. */
export function AuditChain({ org, filter }: { org: string; filter: AuditFilter }): ReactElement {
  const head = useQuery(auditHeadQuery(org))
  const announce = useToast()
  const verifying = useAct()
  const exporting = useAct()
  const proving = useAct()
  const [proven, setProven] = useState(0)
  const [verdict, setVerdict] = useState<Awaited<ReturnType<typeof verifyAudit>>>()
  const [checked, setChecked] = useState(0)
  const verify = () => {
    setChecked(0)
    void verifying.act(async () => setVerdict(await verifyAudit(org, setChecked)))
  }
  const exportShown = () =>
    void exporting.act(async () => {
      const entries = await allEntries(org, filter)
      const end = head.data
      saveFile(
        'audit.json',
        'application/json',
        JSON.stringify({ exported_at: new Date().toISOString(), filter, head: end, entries }, null, 1),
      )
      announce(t('audit.exported', { count: entries.length }))
    })
  const saveProof = () =>
    void proving.act(async () => {
      const lines = await auditProof(org, setProven)
      saveFile('audit-proof.jsonl', 'application/x-ndjson', `${lines.join('\n')}\n`)
      announce(t('audit.exported', { count: lines.length - 1 }), { detail: t('audit.proofHow') })
    })
  return (
    <div className="flex flex-wrap items-center gap-3 pb-3">
      <Button icon="check" busy={verifying.busy} onClick={verify}>
        {t('audit.verify')}
      </Button>
      <Button icon="download" busy={exporting.busy} onClick={exportShown}>
        {t('audit.export')}
      </Button>
      <Button icon="download" busy={proving.busy} onClick={saveProof}>
        {proving.busy && proven > 0 ? t('audit.proving', { count: proven }) : t('audit.proof')}
      </Button>
      <div role="status" className="flex min-w-0 grow items-center gap-2">
        {verifying.busy ? (
          <div className="flex w-48 flex-col gap-1">
            <Text look="small">{t('audit.verifying', { count: checked })}</Text>
            <ProgressBar
              label={t('audit.verifying', { count: checked })}
              value={head.data ? checked / Math.max(1, head.data.seq) : undefined}
            />
          </div>
        ) : verdict ? (
          <StateMark tone={verdict.problems === 0 ? 'good' : 'bad'}>
            {verdict.problems === 0
              ? t('audit.sound', { count: verdict.checked })
              : t('audit.broken', { count: verdict.problems })}
          </StateMark>
        ) : null}
      </div>
      {head.data ? (
        <span className="flex min-w-0 items-center gap-1">
          <Text look="faint">{t('audit.head')}</Text>
          <Text look="code" title={head.data.hash}>
            {`${head.data.seq}:${head.data.hash.slice(0, 12)}`}
          </Text>
          <InfoButton label={t('audit.head')}>
            {t('audit.headText')} {head.data.seq}:{head.data.hash}{' '}
            {head.data.waiting > 0 ? t('audit.waiting', { count: head.data.waiting }) : ''}
          </InfoButton>
        </span>
      ) : null}
    </div>
  )
}

async function allEntries(org: string, filter: AuditFilter): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = []
  let cursor: string | undefined = ''
  while (cursor !== undefined && entries.length < exportedAtMost) {
    const page: Awaited<ReturnType<typeof auditPage>> = await auditPage(org, filter, { cursor, limit: 500 })
    entries.push(...page.items)
    cursor = page.next_cursor ?? undefined
  }
  return entries
}
