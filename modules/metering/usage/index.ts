/** What models cost, before and after they are used. */
export { costOf, type Cost } from './cost.ts'
