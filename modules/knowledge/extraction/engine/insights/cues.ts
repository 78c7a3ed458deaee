import type { InsightType } from '../schema.ts'

/** A statement that says by its first word what it is: "Decision 3: …", "Issue: …". The rest has to say something. */
export const LABELLED =
  /^(?:(?:key|main|open|new) )?(?<label>risk|issue|problem|decision|action(?: item)?|question|commitment)(?: (?:no\.? ?|#)?[A-Z]{0,4}-?\d{0,4})?\s*[:–—]\s+(?<rest>(?=(?:\S+ ){3})(?!n\/a\b|none\b|nothing\b|https?:).+)$/i

/** A way in which a sentence says what it is. `weight` is how sure the cue alone makes us. */
export type Cue = { type: InsightType; pattern: RegExp; weight: number }

/** A handle, or a given name and a surname: one capitalized word alone may be a body. */
const PERSON = String.raw`@[\w-]+|(?!(?:The|Our|This|That|All|Both|Each|Every)\b)\p{Lu}\p{Ll}[\p{L}'’-]* \p{Lu}\p{Ll}[\p{L}'’-]*`

/** Cue phrases, the telling ones first. Where several match, the heaviest decides. */
export const CUES: readonly Cue[] = [
  {
    type: 'risk',
    weight: 0.85,
    pattern:
      /\b(?:risks? (?:is|are|that|of|remains?|exists?)|there is an? (?:\w+ ){0,2}risk|at risk|key risk|biggest risk|main risk|high risk|poses? an? (?:\w+ )?(?:risk|threat)|exposes? us to)\b/i,
  },
  {
    type: 'risk',
    weight: 0.7,
    pattern:
      /\b(?:risk(?:s|ed|ing|y)?|threat(?:s|ens?|ened)?|jeopardi[sz]es?|endangers?|single point of failure|vulnerab(?:le|ility) to|exposure to)\b/i,
  },
  {
    type: 'risk',
    weight: 0.62,
    pattern:
      /\b(?:may|might|could|would|likely to)\b[^.;]{0,60}\b(?:delay(?:s|ed)?|fail(?:s|ure)?|slip(?:s|page)?|miss(?:es)?|overrun|lose|loss|outage|breach|churn|break|stall|jeopardi[sz]e|exceed|derail|compromise|shortage|leave us without)\b/i,
  },
  {
    type: 'risk',
    weight: 0.6,
    pattern:
      /\b(?:concern(?:ed|s)? (?:that|about|over)|worr(?:y|ied) (?:that|about)|in danger of|threatening to)\b/i,
  },
  {
    type: 'issue',
    weight: 0.8,
    pattern:
      /\b(?:is|are|was|were|remains?|has been|have been|currently|still) (?:\w+ )?(?:blocked|broken|failing|down(?! to)|delayed|overdue|stuck|late|behind schedule|over budget|unavailable|not working|unresolved)\b/i,
  },
  {
    type: 'issue',
    weight: 0.72,
    pattern:
      /\b(?:blocker|blocked (?:by|on)|outage|incident|regression|defect|root cause|we (?:have|found|hit|see|are seeing) (?:an? )?(?:\w+ ){0,2}(?:issues?|problems?|bugs?|errors?)|the (?:main |key |current )?(?:issue|problem) is|(?:issue|problem) with)\b/i,
  },
  {
    type: 'issue',
    weight: 0.78,
    pattern:
      /\b(?:\d+|one|two|three|four|five|six|several|many) (?:working )?(?:days?|weeks?|months?) (?:late|overdue|behind)\b/i,
  },
  {
    type: 'issue',
    weight: 0.7,
    pattern:
      /\b(?:has|have) (?:still )?not (?:yet )?(?:arrived|started|responded|replied|(?:been )?(?:delivered|received|provided|fixed|resolved))\b/i,
  },
  {
    type: 'issue',
    weight: 0.62,
    pattern:
      /\b(?:(?:has|have) (?:failed|slipped|missed|broken|stalled)|did not (?:work|arrive|deliver|pass|meet)|missed the|does not (?:work|scale|meet)|ran out of|keeps? (?:failing|crashing|timing out)|crash(?:es|ed)|overran)\b/i,
  },
  {
    type: 'decision',
    weight: 0.9,
    pattern:
      /\b(?:(?:it (?:was|has been) |was |were |been )?(?:decided|resolved|agreed) (?:to|that|on|not to|against|unanimously)|(?:we|team|board|committee|group|council|they) (?:have |has )?(?:decided|agreed|approved|adopted|chose|chosen|selected|rejected|voted)|decision(?: is| was|:)|motion (?:carried|passed|approved)|vote passed)\b/i,
  },
  {
    type: 'decision',
    weight: 0.7,
    pattern:
      /\b(?:(?:is|was|were|has been|have been) (?:approved|adopted|rejected|selected|accepted|chosen|ratified)|we (?:will|are going to) (?:go with|use|adopt|move forward with|standardi[sz]e on|drop|proceed with)|consensus (?:is|was|to|that|reached)|going (?:ahead )?with|signed off on)\b/i,
  },
  {
    type: 'action',
    weight: 0.9,
    pattern:
      /^(?:\[[ xX]?\]|action(?: item)?s?\s*[:–-]|todo\s*(?:\([^()]{2,40}\)\s*)?[:–-]|AI\s*[:–-]|next steps?\s*[:–-]|follow[- ]up\s*[:–-])/i,
  },
  {
    // somebody takes on to do something, or is agreed to do it: no decision of a body
    type: 'action',
    weight: 0.92,
    pattern: new RegExp(
      String.raw`^(?:${PERSON})(?: (?:and|&) (?:${PERSON}))? (?:(?:has |have )?(?:agreed|volunteered|promised|undertook|undertaken|offered) to|(?:is|are) to) (?!be\b|have\b|not\b)\p{Ll}+|\bagreed that (?:${PERSON}) (?:would|will|should|shall) \p{Ll}+`,
      'u',
    ),
  },
  {
    type: 'action',
    weight: 0.8,
    pattern:
      /^(?:(?!Who\b|We\b|You\b|They\b|Nobody\b|If\b|Not\b|What\b|When\b|Which\b|How\b|Why\b|Where\b|It\b|This\b|That\b|There\b)(?:@[\w-]+|\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?))(?: (?:and|&) (?:@[\w-]+|\p{Lu}[\p{L}'’-]+))?,?:? (?:to (?!the\b|a\b|be\b)|will (?!be\b|have\b|not\b)|is going to |shall (?!be\b|have\b|not\b)|needs? to |must |should )\p{Ll}+/u,
  },
  {
    type: 'action',
    weight: 0.68,
    pattern:
      /\b(?:needs? to be|must be|should be|has to be|have to be) (?:\w+ )?(?:done|completed|fixed|updated|reviewed|delivered|migrated|sent|scheduled|finali[sz]ed|investigated|replaced|tested|documented|assigned|submitted|resolved|rotated|upgraded)\b|\b(?:please|kindly) (?:\w+ )?(?:review|send|update|confirm|provide|complete|schedule|prepare|share|submit|check|reply|sign)\b|\baction (?:required|needed|item)\b/i,
  },
  {
    type: 'commitment',
    weight: 0.78,
    pattern:
      /\b(?:we|I|(?:the )?(?:team|vendor|supplier|contractor|company|provider|bank|borrower|client|customer)) (?:hereby )?(?:commits?|promised?|guarantees?|pledges?|undertakes?|warrants?)\b|\bcommit(?:s|ted|ment)? to\b|\bI['’]ll\b|\bI will (?!be\b|not\b)/i,
  },
  {
    type: 'commitment',
    weight: 0.64,
    pattern:
      /\bwe(?: will|['’]ll) (?:deliver|provide|ship|send|finish|complete|have|respond|support|pay|publish|release)\b|\b(?:shall|will) (?:deliver|pay|provide|maintain|furnish|deliver to|indemnify|reimburse|repay)\b/i,
  },
  {
    type: 'commitment',
    weight: 0.72,
    pattern:
      /\b(?:is|are|be|takes? place|pays?|delivers?|completes?|provides?|answers?|reports?)\b[^.;]{0,80}\b(?:no(?:t)? later than|at the latest)\b|\bpayable within\b/i,
  },
  {
    // a party of a contract, written as the defined term that it is, and what it does
    type: 'commitment',
    weight: 0.66,
    pattern:
      /^(?:\d+(?:\.\d+)*\.? )?(?:The|Each|Either) (?:Supplier|Customer|Contractor|Vendor|Client|Provider|Licensee|Licensor|Lender|Borrower|Buyer|Seller|Purchaser|Lessor|Lessee|Tenant|Landlord|Party) (?!names|means|has|was|is|does|acknowledges|understands)\p{Ll}+s\b/u,
  },
  { type: 'question', weight: 0.66, pattern: /^(?!\W*https?:)[^?]{12,300}\?["”')\]]*$/ },
  {
    type: 'question',
    weight: 0.7,
    pattern:
      /\b(?:open question|unclear (?:whether|if|how|who|what)|to be (?:decided|determined|clarified|confirmed)|TBD\b|not (?:yet )?(?:clear|decided|known) (?:whether|if|how|who|what))\b/i,
  },
]

/** Ways of denying that a risk or issue exists. */
export const DENIED =
  /\b(?:no|not|never|without|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|nor|zero|little|neither|hardly any)\b(?:\s+(?:an?|any|the|longer|currently|yet|at|in|considered|deemed|seen|foreseen|significant|major|material|further|known|new|real|open|single|more|been|under|serious|identified|key|of)){0,4}\s*(?:[\w-]+\s+){0,1}(?:risks?|at risk|threat(?:s|en(?:s|ed)?)?|issues?|problems?|blockers?|blocked|broken|failing|down|delayed|overdue|stuck|late|unavailable|outages?|incidents?|regressions?|defects?|concerns?|danger|vulnerab\w+|exposure|behind schedule|over budget)\b|\brisk[- ]free\b|\b(?:risks?|issues?|problems?|blockers?|incident|outage|defect)\b[^.;,]{0,40}\b(?:(?:was|were|is|are|has been|have been) (?:closed|resolved|fixed|eliminated|mitigated fully|retired|ruled out)|no longer (?:exists?|applies))\b|\b(?:eliminates?|eliminated|removes?|removed|rules? out|ruled out) (?:\w+ ){0,2}risks?\b/i

/** A decision that was not taken, or is only wished for. */
export const UNDECIDED =
  /\b(?:not (?:yet )?(?:been )?(?:decided|agreed|approved|adopted|selected|accepted)|n['’]t (?:been )?(?:decided|agreed|approved|decide|agree)|no decision|(?:must|should|need(?:s|ed)? to|have to|to be|will be|can be|could be|may be|if|once|until|unless|whether) (?:\w+ ){0,3}(?:decided|agreed|approved|adopted|selected|accepted|rejected)|(?:is|are) (?:decided|agreed|approved|adopted|selected|accepted|rejected) (?:when|once|if|unless|as soon as|only|no later than|within|by))\b/i

/** What a conditional or a past tense takes from a cue's weight. */
export const HYPOTHETICAL =
  /^(?:if|suppose|assuming|in case|were it)\b|\b(?:for example|e\.g\.|hypothetically)\b/i
