import type { Command } from '../command.ts'

/** What the repository says about itself. */
export const PROJECT: readonly Command[] = [
  {
    name: 'project show',
    group: 'In a pipeline',
    summary: 'what Turnpike takes from this repository',
    usage: '[--folder DIR] [options]',
    about: [
      'Reads turnpike.yaml, and catalog-info.yaml (Backstage) and score.yaml where they are, and says the service, its ' +
        'system and owner, images and environments, each with the file it is from; then what artifact: auto finds here, ' +
        'and what it goes past. Nothing is sent.',
      'An option or an input of a step comes before turnpike.yaml, that before Backstage, that before Score. The name of ' +
        'the repository is never taken for a service. All of it is only a default for what is said: whoever can change ' +
        'the repository can change these files, so no gate lets anything through because of them.',
    ],
    options: [{ name: 'folder', value: 'DIR', help: 'the working directory. Default: this one' }],
    examples: [
      ['what would be said here', 'turnpike project show'],
      ['for a script', 'turnpike project show --json'],
    ],
    exits: [],
    load: () => import('../commands/project-show.ts'),
  },
]
