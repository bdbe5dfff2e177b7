import { componentNames } from '../kubeflow/components.ts'
import { type Chapter, runbook, upgrades } from '../kubeflow/upgrades/runbook.ts'
import type { Upgrade } from '../kubeflow/upgrades/way.ts'

const about =
  'What `npx tenantry plan` says when `kubeflow` of a cluster changes, here for a cluster called `production` on which Tenantry ' +
  'installs all components, with Flux and Argo CD, and with `gitops.prune`. The plan of your change names your cluster, ' +
  'and says what holds for its engines and components. All commands may be run again.'

const mover = {
  name: 'production',
  flux: true,
  argocd: true,
  prune: true,
  managed: componentNames
}

/** A runbook for each way from one release to the next. */
export function upgradesPage(): readonly string[] {
  return ['# From one release of Kubeflow to the next', about, ...upgrades.flatMap(way)]
}

function way(upgrade: Upgrade): string[] {
  const { from, to } = upgrade
  return [`## From ${from} to ${to}`, ...runbook(upgrade, mover).flatMap(chapter)]
}

function chapter({ title, lines, commands }: Chapter): string[] {
  const items = lines.map(line => `- ${line.replaceAll('<', '\\<')}`).join('\n')
  const work = commands.length === 0 ? [] : [`\`\`\`sh\n${commands.join('\n')}\n\`\`\``]
  return [`### ${title}`, items, ...work]
}
