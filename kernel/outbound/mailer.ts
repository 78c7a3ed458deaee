import type { Transporter } from 'nodemailer'
import { MailError } from './mail-error.ts'

/** A mail of plain text. `to` is one address, without a name. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends mail, where a mail server is configured. */
export type Mailer =
  | { readonly available: false }
  | {
      readonly available: true
      /** Hands a mail to the server. @throws MailError */
      send(mail: Mail): Promise<void>
      /** Resolves when the server answers and accepts the sign-in. @throws MailError */
      ready(): Promise<void>
    }

/** Makes the mailer out of the configuration; not available without SMTP_URL and MAIL_FROM. */
export function createMailer(config: {
  readonly SMTP_URL?: string | undefined
  readonly MAIL_FROM?: string | undefined
}): Mailer {
  const { SMTP_URL: url, MAIL_FROM: from } = config
  if (url === undefined || from === undefined) return { available: false }
  let opened: Promise<Transporter> | undefined
  const transport = (): Promise<Transporter> => (opened ??= openTransport(url, from))
  return {
    available: true,
    send: async (mail) => {
      const { to, subject, text } = checkMail(mail)
      // As an object the address is not parsed again, so it cannot turn into several.
      await serverCall((await transport()).sendMail({ to: { name: '', address: to }, subject, text }))
    },
    ready: async () => {
      await serverCall((await transport()).verify())
    },
  }
}

/** What sends mail is loaded with the first mail: most processes never send one. */
const openTransport = async (url: string, from: string): Promise<Transporter> => {
  const { createTransport } = await import('nodemailer')
  return createTransport(
    {
      url,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
}

// Deliberately narrower than RFC 5321: no quoted local parts, no comments, no address literals.
const mailAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,252}[\p{L}\p{N}])?$/u

/** Refuses line ends and control characters, with which a value would become further headers. */
function checkMail(mail: Mail): Mail {
  const subjectOk =
    mail.subject !== '' && mail.subject.length <= 500 && !/[\p{Cc}\u2028\u2029]/u.test(mail.subject)
  if (!mailAddress.test(mail.to) || !subjectOk) throw new MailError('invalid')
  return mail
}

async function serverCall(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    const refused = error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500
    throw new MailError(refused ? 'refused' : 'unavailable', error)
  }
}
