import type { ComponentName } from './components.ts'
import type { Columns } from './versions.ts'

/** The names of the dashboard's objects, and its menu. */
export interface DashboardNames {
  /** Its Deployment, container and service account. */
  readonly name: string
  /** The label `app` of its pods. */
  readonly app: string
  readonly variables: Readonly<Record<'header' | 'prefix' | 'registration' | 'logout', string>>
  /** The ConfigMap from which it has the first three; `null` if they are its own. */
  readonly settings: string | null
  /** The ConfigMap with its links. */
  readonly links: string
  readonly menu: readonly MenuEntry[]
  readonly documentation: readonly DocumentationLink[]
  readonly quick: readonly DocumentationLink[]
  readonly port: number
  /** The path of the request that creates a namespace for the user. */
  readonly registration: string
}

export interface DocumentationLink {
  /** `null` for a page about Kubeflow as a whole. */
  readonly component: ComponentName | null
  readonly text: string
  readonly link: string
  readonly desc: string
}

export interface MenuEntry {
  readonly component: ComponentName
  readonly text: string
  readonly icon: string
  readonly link: string
  /** The submenu, for an entry that is not a link itself. */
  readonly items: readonly { readonly text: string; readonly link: string }[]
}

const item = (
  component: ComponentName,
  [text, icon, link]: readonly [string, string, string]
): MenuEntry => ({
  component,
  text,
  icon,
  link,
  items: []
})
const doc = (component: ComponentName, text: string, page: string): DocumentationLink => {
  const link = `https://www.kubeflow.org/docs/components/${page}/`
  return { component, text, link, desc: 'How it is used' }
}
const quick = (
  component: ComponentName,
  [text, link, desc]: readonly [string, string, string]
): DocumentationLink => ({ component, text, link, desc })
const pages = ['Pipelines', 'Experiments', 'Runs', 'Recurring Runs', 'Artifacts', 'Executions']

const first: DashboardNames = {
  name: 'centraldashboard',
  app: 'centraldashboard',
  variables: {
    header: 'USERID_HEADER',
    prefix: 'USERID_PREFIX',
    registration: 'REGISTRATION_FLOW',
    logout: 'LOGOUT_URL'
  },
  settings: null,
  links: 'centraldashboard-config',
  menu: [
    item('notebooks', ['Notebooks', 'book', '/jupyter/']),
    item('notebooks', ['TensorBoards', 'assessment', '/tensorboards/']),
    item('notebooks', ['Volumes', 'device:storage', '/volumes/']),
    item('katib', ['Katib Experiments', 'kubeflow:katib', '/katib/']),
    item('serving', ['KServe Endpoints', 'kubeflow:models', '/kserve-endpoints/']),
    {
      component: 'pipelines',
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
      component: null,
      text: 'Kubeflow',
      link: 'https://www.kubeflow.org/docs/',
      desc: 'All of its documentation'
    },
    doc('notebooks', 'Notebooks', 'notebooks'),
    doc('pipelines', 'Pipelines', 'pipelines'),
    doc('training', 'Training', 'trainer'),
    doc('katib', 'Katib', 'katib')
  ],
  quick: [
    quick('notebooks', ['New notebook', '/jupyter/new', 'Notebooks']),
    quick('pipelines', ['Upload a pipeline', '/pipeline/#/pipelines', 'Pipelines']),
    quick('pipelines', ['Runs', '/pipeline/#/runs', 'Pipelines'])
  ],
  port: 8082,
  registration: '/api/workgroup/create'
}

export const dashboard: Columns<DashboardNames> = {
  '1.11': first,
  '26.03': first,
  '26.03.1': {
    ...first,
    name: 'dashboard',
    app: 'kubeflow-dashboard',
    settings: 'dashboard-parameters',
    links: 'dashboard-config'
  }
}
