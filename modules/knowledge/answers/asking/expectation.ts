/** What a question wants to hear: a person, a date, an amount of money, a number, a reason, or none of these. */
export type Expectation = 'person' | 'date' | 'amount' | 'number' | 'reason' | 'anything'

const money =
  'cost|costs|price|prices|budget|fee|fees|amount|total|salary|rate|value|worth|revenue|expense|expenses'

const wording: readonly (readonly [Expectation, RegExp])[] = [
  ['person', /\bwho(?:se|m)?\b/i],
  ['date', /\bwhen\b|\b(?:what|which|on what) (?:date|day|month|year)\b|\b(?:deadline|due date|date of)\b/i],
  ['amount', new RegExp(`\\bhow much\\b|\\b(?:what|which)\\b[^?]*\\b(?:${money})\\b`, 'i')],
  [
    'number',
    /\bhow (?:many|long|often|far|old|large|big)\b|\b(?:what|which) (?:number|percentage|share|version)\b/i,
  ],
  ['reason', /\bwhy\b|\bfor what reason\b/i],
]

/** What kind of thing a question asks for, by its wording. */
export const expectationOf = (question: string): Expectation =>
  wording.find(([, pattern]) => pattern.test(question))?.[0] ?? 'anything'

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const days = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?'

/** A date as written, to the day or less exactly. */
export const datePattern = new RegExp(
  String.raw`\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:${months})\b\.?(?:\s+\d{1,2}(?!\d)(?:st|nd|rd|th)?)?(?:,?\s+\d{4})?|\bQ[1-4]\b(?:\s+\d{4})?|\b(?:19|20)\d{2}\b|\b${days}\b`,
  'giu',
)

/** An amount of money as written. */
export const amountPattern =
  /(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|RM)\b)\s?\d[\d.,' ]*\d(?:\s?(?:million|billion|thousand|[kKmM])\b)?|(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|RM)\b)\s?\d|\b\d[\d.,']*(?:\s?(?:million|billion|thousand|[kKmM]))?\s?(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|euros?|dollars?|pounds?)\b)/gu

/** A number as written, in digits. */
export const numberPattern = /\b\d[\d.,']*\d\b|\b\d+\b/gu

const numberWord =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|thousand|none|no)\b/i
const personName = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}\.?)?\s+\p{Lu}[\p{L}'’-]+|@\w{2,}/u
const reasonWords =
  /\b(?:because|since|due to|owing to|as a result|in order to|so that|therefore|reasons?|rationale|grounds|to avoid|to ensure|to prevent|caused?)\b/i

const has = (pattern: RegExp, text: string): boolean =>
  new RegExp(pattern.source, pattern.flags.replace('g', '')).test(text)

/** Whether a text holds something of the kind that is asked for. */
export const meets = (expects: Expectation, text: string): boolean => {
  switch (expects) {
    case 'person':
      return personName.test(text)
    case 'date':
      return has(datePattern, text)
    case 'amount':
      return has(amountPattern, text) || has(numberPattern, text)
    case 'number':
      return has(numberPattern, text) || numberWord.test(text)
    case 'reason':
      return reasonWords.test(text)
    case 'anything':
      return true
  }
}
