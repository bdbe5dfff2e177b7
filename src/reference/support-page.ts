import { addons } from '../kubeflow/addons.ts'
import { brought, programs } from '../kubeflow/brings.ts'
import { usual, versions } from '../kubeflow/versions.ts'

const about =
  'What each release of Kubeflow brings, as its own files have it, and what has to be there besides. A cluster that leaves a component ' +
  'to others (`components`) may have other versions of it. [platform.md](../platform.md) says what of this a cluster needs for which field.'

/** What others install, from which version on, and the kinds that Tenantry writes for it. */
const beside: readonly (readonly [string, string, readonly string[]])[] = [
  ['Kubernetes', '1.30, for the guards', []],
  [
    'Flux',
    'that serves these',
    [
      'kustomize.toolkit.fluxcd.io/v1',
      'source.toolkit.fluxcd.io/v1',
      'helm.toolkit.fluxcd.io/v2',
      'notification.toolkit.fluxcd.io/v1beta3'
    ]
  ],
  ['Argo CD', '3.6', ['argoproj.io/v1alpha1']],
  [
    'ACK, the controllers of AWS',
    'that serve these',
    ['iam.services.k8s.aws/v1alpha1', 'eks.services.k8s.aws/v1alpha1']
  ],
  ['External Secrets', 'that serves this', ['external-secrets.io/v1']],
  ['Karpenter', 'that serves these', ['karpenter.sh/v1', 'karpenter.k8s.aws/v1']],
  ['Kueue', 'that serves one of these', ['kueue.x-k8s.io/v1beta2', 'kueue.x-k8s.io/v1beta1']],
  ['Prometheus operator', 'that serves this', ['monitoring.coreos.com/v1']]
]

/** `proof` names the programs that the proof runs, with their versions. */
export function supportPage(proof: readonly string[]): readonly string[] {
  return [
    '# What runs with what',
    about,
    '## What a release of Kubeflow brings',
    releaseTable(),
    `A new cluster's file gets ${usual}. Charts that Tenantry adds have the versions of the last rows.`,
    '## What has to be there besides',
    [
      '| program | from | kinds that Tenantry writes for it |',
      '|---|---|---|',
      ...beside.map(([name, from, kinds]) => row([name, from, kinds.map(ticked).join(', ')]))
    ].join('\n'),
    'Only what a cluster uses has to be there, and `npx tenantry doctor` says what is missing.',
    '## What the proof runs',
    proof.map(each => `- ${each}`).join('\n'),
    '[proof.md](../proof.md) says what it shows with them, and what it does not.'
  ]
}

function releaseTable(): string {
  const names = Object.keys(programs) as (keyof typeof programs)[] // `Object.keys` widens the type
  const charts = ['autoscaler', 'prometheus'] as const
  return [
    row(['', ...versions]),
    `|${'---|'.repeat(versions.length + 1)}`,
    ...names.map(name => row([name, ...versions.map(version => brought[version][name])])),
    ...charts.map(chart => {
      const cells = versions.map(version => addons[version][chart].version)
      return row([`chart \`${addons[usual][chart].name}\``, ...cells])
    })
  ].join('\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function ticked(text: string): string {
  return `\`${text}\``
}
