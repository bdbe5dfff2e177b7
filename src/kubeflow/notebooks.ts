import type { Columns } from './versions.ts'

export const groups = ['jupyter', 'vscode', 'rstudio'] as const

export type Group = (typeof groups)[number]

/** The names and settings of everything that starts and stops notebooks. */
export interface NotebooksNames {
  /** The ConfigMap of the page for new notebooks, and its only file. */
  readonly spawner: string
  readonly file: string
  /** For each group of images, its field in that file and the default images. */
  readonly groups: Readonly<Record<Group, { readonly field: string; readonly images: Images }>>
  readonly home: string
  /** The annotation of a notebook with the headers that its route sets, as JSON. */
  readonly headers: string
  /** How the paths begin at which controllers publish what they run for a tenant. */
  readonly paths: Paths
  /** The user that notebooks run as. */
  readonly user: { readonly uid: string; readonly gid: string }
  /** The controller's ConfigMap. */
  readonly controller: string
  readonly culling: Readonly<Record<'enabled' | 'idle' | 'check', string>>
  /** The ConfigMaps of web apps that read the user header. */
  readonly pages: readonly Page[]
}

type Images = readonly string[]

/** Where a release may have Workspaces (Notebooks v2), these answer at paths of their own. */
type Paths = Readonly<Record<'notebooks' | 'tensorboards' | 'volumes', string>> & {
  readonly workspaces?: string
}

interface Page {
  readonly config: string
  readonly header: string
  readonly prefix: string
}

const image = (name: string, tag: string) =>
  `ghcr.io/kubeflow/kubeflow/notebook-servers/${name}:${tag}`
const page = (app: string, short: string): Page => ({
  config: `${app}-parameters`,
  header: `${short}_USERID_HEADER`,
  prefix: `${short}_USERID_PREFIX`
})
const jupyter = [
  'scipy',
  'pytorch-full',
  'pytorch-cuda-full',
  'tensorflow-full',
  'tensorflow-cuda-full'
]
// Kubeflow builds none for Intel's Gaudi from 1.11.0 of its notebooks on.
const withGaudi = [...jupyter.slice(0, 3), 'pytorch-gaudi-full', ...jupyter.slice(3)]

/** All releases differ in their images and paths alone. */
function names(tag: string, jupyter: Images, paths: Partial<Paths> = {}): NotebooksNames {
  return {
    spawner: 'jupyter-web-app-config',
    file: 'spawner_ui_config.yaml',
    groups: {
      jupyter: { field: 'image', images: jupyter.map(name => image(`jupyter-${name}`, tag)) },
      vscode: { field: 'imageGroupOne', images: [image('codeserver-python', tag)] },
      rstudio: { field: 'imageGroupTwo', images: [image('rstudio-tidyverse', tag)] }
    },
    home: '/home/jovyan',
    headers: 'notebooks.kubeflow.org/http-headers-request-set',
    paths: {
      notebooks: '/notebook',
      tensorboards: '/tensorboard',
      volumes: '/pvcviewers',
      ...paths
    },
    user: { uid: '1000', gid: '100' },
    controller: 'notebook-controller-config',
    culling: {
      enabled: 'ENABLE_CULLING',
      idle: 'CULL_IDLE_TIME',
      check: 'IDLENESS_CHECK_PERIOD'
    },
    pages: [
      page('jupyter-web-app', 'JWA'),
      page('volumes-web-app', 'VWA'),
      page('tensorboards-web-app', 'TWA')
    ]
  }
}

export const notebooks: Columns<NotebooksNames> = {
  '1.11': names('v1.10.0', withGaudi),
  '26.03': names('v1.10.0', withGaudi),
  '26.03.1': names('v1.11.0', jupyter, { workspaces: '/workspace/connect' })
}
