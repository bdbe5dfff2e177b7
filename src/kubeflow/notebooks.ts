import type { Columns } from './versions.ts'

export const groups = ['jupyter', 'vscode', 'rstudio'] as const

export type Group = (typeof groups)[number]

/** What makes and stops notebooks is called, and what it reads. */
export interface NotebooksNames {
  /** The ConfigMap of the page on which people start one, and its one file. */
  readonly spawner: string
  readonly file: string
  /** What the file calls each kind of image, and what it offers there by itself. */
  readonly groups: Readonly<Record<Group, { readonly field: string; readonly images: Images }>>
  readonly home: string
  /** As whom a notebook runs. */
  readonly user: { readonly uid: string; readonly gid: string }
  /** The ConfigMap of the controller. */
  readonly controller: string
  readonly culling: Readonly<Record<'enabled' | 'idle' | 'check', string>>
  /** ConfigMaps of pages that read who somebody is. */
  readonly pages: readonly Page[]
}

type Images = readonly string[]

interface Page {
  readonly config: string
  readonly header: string
  readonly prefix: string
}

const image = (name: string) => `ghcr.io/kubeflow/kubeflow/notebook-servers/${name}:v1.10.0`
const page = (app: string, short: string): Page => ({
  config: `${app}-parameters`,
  header: `${short}_USERID_HEADER`,
  prefix: `${short}_USERID_PREFIX`
})
const jupyter = [
  'scipy',
  'pytorch-full',
  'pytorch-cuda-full',
  'pytorch-gaudi-full',
  'tensorflow-full',
  'tensorflow-cuda-full'
]

export const notebooks: Columns<NotebooksNames> = {
  '26.03': {
    spawner: 'jupyter-web-app-config',
    file: 'spawner_ui_config.yaml',
    groups: {
      jupyter: { field: 'image', images: jupyter.map(name => image(`jupyter-${name}`)) },
      vscode: { field: 'imageGroupOne', images: [image('codeserver-python')] },
      rstudio: { field: 'imageGroupTwo', images: [image('rstudio-tidyverse')] }
    },
    home: '/home/jovyan',
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
