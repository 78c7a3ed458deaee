export { linkEntities, linksOf, removeLink, linkBody, type LinkView, type NewLink } from './links.ts'
export { spanFor, spansFor, type SpanInput } from './spans.ts'
export { restingOnSpan, trace, type Trace } from './trace.ts'
export { confirmLink, markStale, type StaleLink } from './staleness.ts'
