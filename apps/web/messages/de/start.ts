import type { English, Translated } from '../texts.ts'

export const start: Translated<English['start']> = {
  organizationTitle: 'Organisation anlegen',
  organizationLead: 'Eine Organisation enthält Ihre Projekte und die Menschen, die daran arbeiten.',
  organizationName: 'Name der Organisation',
  projectTitle: 'Projekt anlegen',
  projectLead: 'Die Art des Projekts bestimmt, womit es beginnt. Mehr lässt sich später einschalten.',
  projectName: 'Name des Projekts',
  blueprint: 'Art des Projekts',
  blueprints: {
    program: {
      label: 'Programm',
      note: 'Risiken, Probleme, Entscheidungen, Meilensteine und Gates rund um Ihre Quelldokumente',
    },
    product: {
      label: 'Produktvalidierung',
      note: 'Bewertete Belege, Annahmen und Gates mit Punktzahl',
    },
    migration: {
      label: 'Migration',
      note: 'Bestand, Abhängigkeiten, Zielstrategien und Wellen',
    },
    factory: {
      label: 'Softwarefabrik',
      note: 'Lebende Dokumente, Funktionen und Arbeitsaufträge',
    },
    agent_board: {
      label: 'Agententafel',
      note: 'Tafeln, deren Spalten Agenten an die Arbeit setzen',
    },
    blank: {
      label: 'Leer',
      note: 'Die Bibliothek der Belege und was Sie einschalten',
    },
  },
  another: 'Neue Organisation',
}
