/**
 * A date as ISO 8601 in UTC out of what documents write: ISO dates (a bare date stays one), RFC 5322 dates, and
 * PDF dates (`D:20240131120000+01'00'`, ISO 32000-1, 7.9.4). Undefined where it is none of these, or has no zone
 * and so would depend on the machine that reads it: then the bare date is given.
 */
export function isoDate(written: string): string | undefined {
  const text = written.replace(/\s+/g, ' ').trim()
  const pdf = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text)
  if (pdf) {
    const [
      ,
      year,
      month = '01',
      day = '01',
      hour,
      minute = '00',
      second = '00',
      zulu,
      sign,
      zh = '00',
      zm = '00',
    ] = pdf
    const date = `${year}-${month}-${day}`
    if (hour === undefined || (zulu === undefined && sign === undefined))
      return instant(date) ? date : undefined
    return instant(`${date}T${hour}:${minute}:${second}${sign ? `${sign}${zh}:${zm}` : 'Z'}`)
  }
  const iso = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (iso?.[1] !== undefined)
    return iso[3] === undefined ? (instant(iso[1]) ? iso[1] : undefined) : instant(text)
  const mail = /\d{1,2} [A-Z][a-z]{2} \d{2,4} \d\d?:\d\d.*?(?:[+-]\d{4}|GMT|UTC?|Z)\b/.exec(text)
  return mail ? instant(mail[0]) : undefined
}

function instant(text: string): string | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
