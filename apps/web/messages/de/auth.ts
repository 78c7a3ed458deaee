import type { English, Translated } from '../texts.ts'

export const auth: Translated<English['auth']> = {
  signIn: 'Anmelden',
  signInLead: 'Melden Sie sich mit Ihrem Konto an.',
  signUp: 'Konto anlegen',
  signUpLead: 'Legen Sie zuerst ein Konto an.',
  name: 'Name',
  email: 'E-Mail',
  password: 'Passwort',
  passwordHint: 'Mindestens 10 Zeichen.',
  toSignUp: 'Konto anlegen',
  toSignIn: 'Ich habe ein Konto',
  signOut: 'Abmelden',
  code: 'Code aus Ihrer Authentifizierungs-App',
  codeTitle: 'Zweiter Schritt',
  codeLead: 'Geben Sie die sechs Ziffern ein, die Ihre Authentifizierungs-App zeigt.',
  verify: 'Weiter',
  known: 'Zu dieser Adresse gibt es vielleicht schon ein Konto. Melden Sie sich mit dessen Passwort an.',
  wrong: 'E-Mail oder Passwort ist falsch.',
}
