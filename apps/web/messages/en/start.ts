export const start = {
  organizationTitle: 'Create your organization',
  organizationLead: 'An organization holds your projects and the people who work on them.',
  organizationName: 'Name of the organization',
  projectTitle: 'Create a project',
  projectLead: 'What kind of project it is decides what it starts with. You can switch on more later.',
  projectName: 'Name of the project',
  blueprint: 'Kind of project',
  blueprints: {
    program: {
      label: 'Program',
      note: 'Risks, issues, decisions, milestones and gates around your source documents',
    },
    product: {
      label: 'Product validation',
      note: 'Graded evidence, assumptions and scored gates',
    },
    migration: {
      label: 'Migration',
      note: 'Assets, dependencies, dispositions and waves',
    },
    factory: {
      label: 'Software factory',
      note: 'Living documents, features and work orders',
    },
    agent_board: {
      label: 'Agent board',
      note: 'Boards whose lanes put agents to work',
    },
    blank: {
      label: 'Blank',
      note: 'The evidence library, and whatever you switch on',
    },
  },
  another: 'New organization',
} as const
