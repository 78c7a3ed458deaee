export { arrangeTopics } from './arrange.ts'
export { artifactsOf, topicTree } from './tree.ts'
