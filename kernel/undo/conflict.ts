/** What stands in the way of an undo: somebody changed the same since. */
export interface Conflict {
  /** id of the record or link */
  record: string
  /** `RISK-12`, or `links` */
  key: string
  /** the field; `bin` where a record was moved in or out of the bin, `version` where a new record was worked on */
  field: string
  /** what happened, in words */
  message: string
  /** the present value */
  now: unknown
  at: string | null
  by: string | null
}

/** Where a conflict is, as the path of a field error: `RISK-12.title`. */
export const pathOf = ({ key, field }: Conflict): string => `${key}.${field}`
