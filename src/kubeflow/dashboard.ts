import type { Columns } from './versions.ts'

/** The names of the dashboard's objects, and its menu. */
export interface DashboardNames {
  /** Its Deployment, container, service account and label `app`. */
  readonly name: string
  readonly variables: Readonly<Record<'header' | 'prefix' | 'registration' | 'logout', string>>
  /** The ConfigMap with its links. */
  readonly links: string
  readonly menu: readonly MenuEntry[]
  readonly documentation: readonly DocumentationLink[]
  readonly quick: readonly DocumentationLink[]
  readonly port: number
  /** The path of the request that creates a namespace for the user. */
  readonly registration: string
}

interface DocumentationLink {
  readonly text: string
  readonly link: string
  readonly desc: string
}

export interface MenuEntry {
  readonly text: string
  readonly icon: string
  readonly link: string
  /** The submenu, for an entry that is not a link itself. */
  readonly items: readonly { readonly text: string; readonly link: string }[]
}

const item = (text: string, icon: string, link: string): MenuEntry => ({
  text,
  icon,
  link,
  items: []
})
const doc = (text: string, page: string): DocumentationLink => {
  return { text, link: `https://www.kubeflow.org/docs/components/${page}/`, desc: 'How it is used' }
}
const pages = ['Pipelines', 'Experiments', 'Runs', 'Recurring Runs', 'Artifacts', 'Executions']

export const dashboard: Columns<DashboardNames> = {
  '26.03': {
    name: 'centraldashboard',
    variables: {
      header: 'USERID_HEADER',
      prefix: 'USERID_PREFIX',
      registration: 'REGISTRATION_FLOW',
      logout: 'LOGOUT_URL'
    },
    links: 'centraldashboard-config',
    menu: [
      item('Notebooks', 'book', '/jupyter/'),
      item('TensorBoards', 'assessment', '/tensorboards/'),
      item('Volumes', 'device:storage', '/volumes/'),
      item('Katib Experiments', 'kubeflow:katib', '/katib/'),
      item('KServe Endpoints', 'kubeflow:models', '/kserve-endpoints/'),
      {
        text: 'Pipelines',
        icon: 'kubeflow:pipeline-centered',
        link: '',
        items: pages.map(text => ({
          text,
          link: `/pipeline/#/${text.toLowerCase().replace(' ', '')}`
        }))
      }
    ],
    documentation: [
      {
        text: 'Kubeflow',
        link: 'https://www.kubeflow.org/docs/',
        desc: 'All of its documentation'
      },
      doc('Notebooks', 'notebooks'),
      doc('Pipelines', 'pipelines'),
      doc('Training', 'trainer'),
      doc('Katib', 'katib')
    ],
    quick: [
      { text: 'New notebook', link: '/jupyter/new', desc: 'Notebooks' },
      { text: 'Upload a pipeline', link: '/pipeline/#/pipelines', desc: 'Pipelines' },
      { text: 'Runs', link: '/pipeline/#/runs', desc: 'Pipelines' }
    ],
    port: 8082,
    registration: '/api/workgroup/create'
  }
}
