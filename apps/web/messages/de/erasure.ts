import type { English, Translated } from '../texts.ts'

export const erasure: Translated<English['erasure']> = {
  tab: 'Löschung',
  title: 'Löschung personenbezogener Daten',
  lead: 'Namen und Adressen einer Person werden überschrieben, hier und in dem, was das Protokoll davon behielt. Die Kette des Prüfprotokolls hält weiterhin. Es lässt sich nicht zurücknehmen.',
  recordHow: 'Wen Dokumente nennen, der wird auf der Seite seines Eintrags gelöscht, unter „Mehr“.',
  formerHow: 'Wer Mitglied war, wird hier gelöscht, sobald er entfernt ist.',
  adminOnly: 'Nur die Verwaltung der Organisation löscht personenbezogene Daten',
  adminOnlyText: 'Fragen Sie dort nach. Ihr eigenes Konto löschen Sie unter „Profil“.',
  former: 'Ehemaliges Mitglied löschen',
  formerText:
    'Was die Organisation von der Person hat, geht: Name und Adresse neben dem, was sie tat, Einladungen, Erwähnungen, und von wo sie kam. Was sie tat, bleibt, ohne Namen.',
  email: 'E-Mail-Adresse des ehemaligen Mitglieds',
  reason: 'Warum',
  reasonHint: 'Steht im Protokoll. Nennen Sie den Namen hier nicht.',
  eraseNow: 'Endgültig löschen',
  erase: 'Personenbezogene Daten löschen',
  eraseTitle: 'Löschen, wen {key} nennt?',
  eraseText:
    'Der Name und alles Persönliche geht aus diesem Eintrag, aus denen, die dasselbe meinen, und aus dem, was das Protokoll davon behielt. Der Eintrag bleibt, ohne Namen. Es lässt sich nicht zurücknehmen.',
  confirmKey: 'Zur Bestätigung {key} eintippen',
  confirmWrong: 'Das ist nicht {wanted}.',
  done: 'Personenbezogene Daten sind gelöscht',
  doneBefore: 'Das wurde schon gelöscht; es war nichts mehr da.',
  nothing: 'Es war nichts von ihr da.',
  gone: 'Was ging',
  where: 'Wo',
  count: 'Anzahl',
  sources: 'Dateien, die den Namen noch nennen',
  sourcesText:
    'Die Wörter einer Datei lassen sich nicht einzeln löschen. Löschen Sie diese, wenn sie ihn nicht mehr nennen dürfen.',
  remains: 'Wo dieselben Wörter noch stehen',
  remainsText:
    'Was Dokumente sagen und Menschen schrieben. Suchen Sie danach, und ändern oder löschen Sie es.',
  backups:
    'Frühere Sicherungen enthalten es, bis sie gelöscht werden. Eine Wiederherstellung mit den jetzigen Schlüsseln löscht es erneut.',
  log: 'Was gelöscht wurde',
  none: 'Noch wurde nichts gelöscht',
  noneText: 'Jede Löschung steht hier, mit wer sie verlangte und warum.',
  when: 'Wann',
  about: 'Von wem',
  abouts: { record: 'Jemand in Dokumenten', account: 'Ein Mitglied' },
  by: 'Durch',
  account: 'Konto löschen',
  accountText: 'Sie verlassen alle Organisationen, und in jeder wird gelöscht, wer Sie waren.',
  accountGoes:
    'Was geht: Ihr Name, Ihre Adresse, Ihre Wege der Anmeldung, Ihre Schlüssel und Benachrichtigungen.',
  accountStays: 'Was bleibt: was Sie schrieben, entschieden und änderten, ohne Ihren Namen.',
  accountNever: 'Es lässt sich nicht zurücknehmen.',
  accountButton: 'Mein Konto löschen',
  accountConfirm: 'Zur Bestätigung {email} eintippen',
  accountDone: 'Ihr Konto ist gelöscht.',
  lastOwner:
    '{names} gehört niemandem sonst. Machen Sie zuerst jemand anderen zur Besitzerin oder zum Besitzer, dann können Sie Ihr Konto löschen.',
  toMembers: 'Zu den Mitgliedern',
}
