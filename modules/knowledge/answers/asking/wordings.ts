/** Words by which questions ask, and which need not stand in what answers them. */
export const askingWords: ReadonlySet<string> = new Set(
  `much many long tell give name list show find explain describe say says said state stated mention mentioned mentions
  according document documents file files source sources please know there kind type sort way thing things exactly
  currently happen happens happened does did can could would should whose whom about regarding concerning`.split(
    /\s+/,
  ),
)

/** Verbs whose forms no stemmer brings together. */
export const irregularForms: readonly (readonly string[])[] = `
  keep kept|hold held|build built|buy bought|send sent|meet met|lead led|leave left|make made|pay paid|sell sold
  tell told|take took taken|write wrote written|choose chose chosen|begin began begun|grow grew grown|rise rose risen
  fall fell fallen|spend spent|lose lost|win won|give gave given|get got gotten|go went gone|come came|see saw seen
  know knew known|find found|think thought|bring brought|teach taught|draw drew drawn|drive drove driven
  break broke broken|speak spoke spoken|run ran|hear heard|stand stood|understand understood|catch caught
  deal dealt|feel felt|mean meant|sign signature|become became|show showed shown|throw threw thrown|withdraw withdrew withdrawn
  forget forgot forgotten|freeze froze frozen|steal stole stolen|wear wore worn|sink sank sunk
  person people|child children|man men|woman women|criterion criteria|datum data`
  .split(/[|\n]/)
  .map((forms) => forms.trim().split(/\s+/))
  .filter((forms) => forms.length > 1)

/** Words for much the same thing in project documents: any of a group may answer for another. */
export const wordGroups: readonly (readonly string[])[] = [
  ['responsible', 'owner', 'owns', 'owned', 'accountable', 'lead', 'leads', 'charge', 'assigned'],
  ['cost', 'price', 'amount', 'fee', 'charge', 'budget', 'expense', 'worth', 'total'],
  ['deadline', 'due', 'until', 'latest'],
  ['start', 'begin', 'commence', 'kickoff', 'begins', 'began', 'effective'],
  ['end', 'expire', 'terminate', 'finish', 'complete', 'completion', 'expiry', 'ends', 'termination'],
  ['decide', 'decision', 'agree', 'agreed', 'approve', 'approved', 'chose', 'choose', 'resolved'],
  ['attend', 'present', 'participant', 'attendee', 'attended', 'participate', 'joined'],
  ['supplier', 'vendor', 'provider', 'contractor', 'seller'],
  ['customer', 'client', 'buyer', 'purchaser'],
  ['pay', 'payment', 'paid', 'payable'],
  ['author', 'wrote', 'write', 'written', 'authored'],
  ['buy', 'purchase', 'procure', 'order'],
  ['notice', 'notify', 'notification'],
  ['move', 'migrate', 'migration', 'cutover', 'switch'],
  ['problem', 'issue', 'fault', 'defect'],
  ['staff', 'team', 'employee', 'people'],
  ['increase', 'rise', 'rose', 'grow', 'grew', 'raise'],
  ['decrease', 'fall', 'fell', 'drop', 'reduce', 'reduction'],
  ['status', 'state', 'accepted', 'rejected', 'proposed', 'draft', 'final', 'superseded', 'pending'],
]
