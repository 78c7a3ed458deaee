const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** Legal forms, which only organizations bear. */
export const LEGAL_FORMS = set(`
  inc incorporated ltd limited llc llp lp plc corp corporation gmbh ag sa nv bv bhd sdn oy oyj ab as asa pty pte spa
  srl sarl kg kgaa se co company sas
`)

/** Nouns that name kinds of organization: at the end of a capitalized phrase, or before "of" in it, they make it one. */
export const ORGANIZATION_HEADS = set(`
  bank trust group holdings partners associates ventures capital industries technologies systems solutions
  laboratories labs institute university college school academy faculty department ministry agency authority bureau
  commission committee council board congress senate parliament court tribunal association society foundation
  federation union league club party church cathedral hospital clinic museum library orchestra band records studios
  press magazine times news gazette herald tribune airlines airways motors railway railroad army navy corps regiment
  brigade division battalion battery infantry cavalry squadron fleet police guard force consortium alliance
  organization organisation corporation company enterprises network exchange reserve treasury office secretariat
  directorate conference association choir ensemble quartet theatre theater rangers giants
`)

/** Words that make a capitalized phrase a document, law or event although it holds a noun of the list above. */
export const NOT_ORGANIZATION = set(`
  act agreement treaty convention protocol standard policy program programme project plan order report award prize
  medal cup championship tournament festival games war battle campaign operation revolution section article schedule
  exhibit appendix annex figure table chapter part version note loan credit security interest meeting minutes date
  address phone fax email title name amount account code
`)

/** What organizations do and people's names seldom stand before. */
export const ORGANIZATION_VERBS = set(`
  announced announces acquired acquires launched launches released merged reported owns operates employs provides
  sells manufactures
`)
