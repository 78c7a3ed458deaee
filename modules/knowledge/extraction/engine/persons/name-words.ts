const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** Words of which one makes a capitalized phrase the name of an organization, a law, a building or an event. */
export const ORGANIZATION_WORDS = set(`
  inc incorporated ltd limited llc llp plc corp corporation company co gmbh ag sa nv bv bhd sdn oy ab pty
  bank trust fund group holdings partners associates ventures capital industries technologies systems solutions
  services software labs laboratories institute university college school academy faculty department ministry
  office agency authority bureau commission committee council board congress senate parliament court tribunal
  association society foundation federation union league club team party church cathedral abbey temple mosque
  hospital clinic museum library theatre theater orchestra band records studios press journal magazine times
  news post gazette herald tribune airlines airways motors electric energy oil gas railway railroad army navy
  force corps regiment brigade division battalion battery infantry cavalry squadron fleet police guard
  act agreement treaty convention protocol standard policy program programme project plan order report
  award prize medal cup championship tournament festival olympics games war battle campaign operation revolution
  conference summit meeting workshop working tsc sig wg api sdk platform framework server database suite
  hotel restaurant cafe bakery store mart market supermarket mall enterprise enterprises trading
  section article schedule exhibit appendix annex figure table chapter volume part version release
  name title address phone fax tel email attn date signature print
  collateral borrower lender bank agreement loan credit security interest note equipment borrowers lenders
`)

/** Words of which one makes a capitalized phrase a place. */
export const PLACE_WORDS = set(`
  street st. avenue ave road rd boulevard blvd lane drive square plaza place park bridge tower castle hall house
  palace station airport harbor harbour port island islands isle lake river creek bay sea ocean mountain mountains
  mount mt hill hills valley desert forest beach cape coast county city town township village district
  province state region territory republic kingdom empire north south east west northern southern eastern western
  central upper lower new saint camp fort jalan taman bandar lot level suite floor building center centre
`)

/** Titles before a name; they are not part of it, but they say that a name follows. */
export const TITLES = set(`
  mr mrs ms miss mx dr prof professor sir dame lord lady madam mme mlle messrs herr frau señor señora don doña
  president vice-president chancellor minister senator congressman congresswoman governor mayor ambassador judge
  justice king queen prince princess emperor empress duke duchess count countess baron baroness pope cardinal
  archbishop bishop father brother sister reverend rev rabbi imam captain capt colonel col general gen major maj
  lieutenant lt sergeant sgt admiral commander corporal private officer detective inspector coach director
  chairman chairwoman chairperson secretary treasurer manager engineer architect attorney counsel
`)

/** Words inside names that are written small. */
export const PARTICLES = set(
  'de del della der den di da do dos du van von vom zu zur bin ibn al el la le ten ter',
)

/** Endings of names. */
export const NAME_SUFFIXES = set('jr sr ii iii iv phd md esq')

/** What people do, and hardly anything else does. */
export const PERSON_VERBS = set(`
  said says wrote writes told asked asks replied answered argued argues explained explains noted notes thinks thought
  believes believed suggested suggests proposed proposes volunteered agreed agrees disagreed offered promised
  married divorced born died graduated studied learned taught retired resigned joined left lived lives grew
  sang sings sung starred stars plays played directed composed painted recorded fought led leads felt loves loved
  hopes hoped presented presents reported reports raised raises confirmed confirms signed attended chaired
  mentioned mentions added adds recalled recalls knows knew wants wanted decided joked smiled laughed murdered
  killed arrested convicted testified
`)

/** Nouns of kinship and companionship that stand before a name: "his wife Dorothea". */
export const KIN_NOUNS = set(`
  wife husband son daughter brother sister mother father uncle aunt cousin nephew niece friend colleague partner
  fiancé fiancée widow grandson granddaughter boyfriend girlfriend
`)
