import type { Catalog } from '../texts.ts'
import { artifact } from './artifact.ts'
import { auth } from './auth.ts'
import { design } from './design.ts'
import { entity } from './entity.ts'
import { erasure } from './erasure.ts'
import { error } from './error.ts'
import { files } from './files.ts'
import { frame } from './frame.ts'
import { general } from './general.ts'
import { home } from './home.ts'
import { inbox } from './inbox.ts'
import { insights } from './insights.ts'
import { library } from './library.ts'
import { line } from './line.ts'
import { register } from './register.ts'
import { account } from './account.ts'
import { work } from './work.ts'
import { trace } from './trace.ts'
import { usage } from './usage.ts'
import { audit } from './audit.ts'
import { evidence } from './evidence.ts'
import { exchange } from './exchange.ts'
import { overview } from './overview.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { models } from './models.ts'
import { participants } from './participants.ts'
import { naming, passages, topics } from './special.ts'
import { start } from './start.ts'

/** Every text of the web app in German. */
export const de: Catalog = {
  general,
  design,
  error,
  auth,
  start,
  frame,
  home,
  library,
  artifact,
  search,
  inbox,
  register,
  entity,
  files,
  trace,
  line,
  settings,
  overview,
  exchange,
  audit,
  usage,
  work,
  account,
  models,
  erasure,
  evidence,
  insights,
  participants,
  naming,
  passages,
  topics,
}

export { terms } from './terms.ts'
