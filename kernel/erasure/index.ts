/** Erasure of personal data, by which the audit chain still holds. */
export { erasureEndpoints } from './endpoints.ts'
export { eraseAccount } from './erase-account.ts'
export { remainsOf } from './remains.ts'
