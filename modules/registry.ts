// One line per module; everything else derives from what it declares.
export { artifacts } from './knowledge/artifacts/module.ts'
export { extraction } from './knowledge/extraction/module.ts'
export { search } from './knowledge/search/module.ts'
export { suggestions } from './agents/suggestions/module.ts'
export { usage } from './metering/usage/module.ts'
export { decisions } from './program/decisions/module.ts'
export { issues } from './program/issues/module.ts'
export { risks } from './program/risks/module.ts'
