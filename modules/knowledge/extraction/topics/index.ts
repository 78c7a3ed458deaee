export { arrangeTopics } from './arrange.ts'
export { artifactsOf, topicTree } from './tree.ts'
export { arrangeSoon } from './arrange-soon.ts'
