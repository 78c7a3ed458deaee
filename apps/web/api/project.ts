/** Which project a request concerns: the slugs of organization and project. */
export type ProjectRef = { org: string; project: string }

/** The beginning of every query key of a project; what follows is the collection, then what is asked of it. */
export const projectKey = ({ org, project }: ProjectRef) => ['project', org, project] as const
