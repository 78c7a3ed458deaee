import type { English, Translated } from '../texts.ts'

export const inbox: Translated<English['inbox']> = {
  title: 'Vorschläge',
  emptyTitle: 'Nichts wartet auf Sie',
  emptyText:
    'Wenn Quellen gelesen werden, wird hier vorgeschlagen, was ein Risiko, eine Entscheidung oder eine beteiligte Person werden könnte.',
  accept: 'Annehmen',
  acceptWithEdits: 'Mit Änderungen annehmen',
  reject: 'Ablehnen',
  edit: 'Bearbeiten',
  accepted: 'Angenommen: {title}',
  rejected: 'Abgelehnt: {title}',
  reason: 'Was ist daran falsch?',
  reasonHint: 'Das wird aufbewahrt und hilft den nächsten Vorschlägen.',
  evidence: 'Belege',
  noEvidence: 'Zu diesem Vorschlag wurde keine Stelle genannt.',
  proposal: 'Was angelegt würde',
  openEvidence: 'In der Quelle öffnen',
  openCreated: 'Öffnen, was angelegt wurde',
  states: {
    pending: 'Offen',
    accepted: 'Angenommen',
    rejected: 'Abgelehnt',
  },
  state: 'Stand',
  becomes: 'Neu: {kind}',
}
