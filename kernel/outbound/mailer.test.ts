import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailer, type Mail } from './index.ts'
import { startSmtpServer, type SmtpServer } from './testing/smtp-server.ts'

let server: SmtpServer
beforeEach(async () => {
  server = await startSmtpServer()
})
afterEach(async () => {
  await server.close()
})

const open = () => {
  const mailer = createMailer({ SMTP_URL: server.url, MAIL_FROM: 'Throughline <noreply@example.com>' })
  if (!mailer.available) throw new Error('The mailer is not available.')
  return mailer
}
const mail: Mail = { to: 'ann@example.com', subject: 'Grüße', text: 'First line\n.\nLast line' }

describe('mail', () => {
  it('is not available without a server or a sender', () => {
    expect(createMailer({ SMTP_URL: undefined, MAIL_FROM: 'a@example.com' }).available).toBe(false)
    expect(createMailer({ SMTP_URL: server.url }).available).toBe(false)
  })

  it('arrives as it was written', async () => {
    await open().send(mail)
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toMatchObject({ from: 'noreply@example.com', recipients: ['ann@example.com'] })
    expect(server.received[0]?.message).toMatch(/^From: Throughline <noreply@example\.com>$/m)
    expect(server.received[0]?.message).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(server.received[0]?.message).toMatch(/First line\n\.\nLast line/)
  })

  it.each([
    { ...mail, to: 'ann@example.com\r\nBcc: eve@example.com' },
    { ...mail, to: 'ann@example.com, eve@example.com' },
    { ...mail, to: 'Ann <ann@example.com>' },
    { ...mail, to: 'ann' },
    { ...mail, to: '' },
    { ...mail, subject: 'Hello\r\nBcc: eve@example.com' },
    { ...mail, subject: 'Hello\nthere' },
    { ...mail, subject: 'Hello\u0000' },
    { ...mail, subject: '' },
  ])('refuses to $to with subject $subject', async (wrong) => {
    await expect(open().send(wrong)).rejects.toMatchObject({ code: 'invalid' })
    expect(server.received).toEqual([])
  })

  it('says when the server refuses and when it cannot be reached', async () => {
    const mailer = open()
    await mailer.ready()
    await expect(mailer.send({ ...mail, to: 'ann@refused.example' })).rejects.toMatchObject({
      code: 'refused',
    })
    await server.close()
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(mailer.ready()).rejects.toMatchObject({ code: 'unavailable' })
  })
})
