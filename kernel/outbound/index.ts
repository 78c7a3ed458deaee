/** Calls to the outside: addresses that users give, fetched safely; and mail. */
export { createOutbound, type Outbound, type OutboundAnswer, type OutboundRequest } from './outbound.ts'
export { OutboundError, type OutboundErrorCode } from './outbound-error.ts'
export { isPublicAddress, type AddressRules } from './address-rules.ts'
export type { ResolveHost } from './safe-target.ts'
export { createMailer, type Mail, type Mailer } from './mailer.ts'
export { MailError, type MailErrorCode } from './mail-error.ts'
