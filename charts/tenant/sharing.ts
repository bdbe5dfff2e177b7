import type { Cluster } from '../../src/cluster/cluster.ts'
import { bindingName } from '../../src/kubeflow/bindings.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Person } from '../../src/model/members.ts'
import type { AccessRule } from '../objects/known.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { bind } from '../objects/role-binding.ts'
import { ownerOf } from './owner.ts'

/** The owner's binding in the controller's own form, so that a change of owner is one commit. */
export const ownership: Concern = (chart, tenant) => {
  const user = ownerOf(tenant)
  const annotations = { role: 'admin', user }
  const metadata = { name: 'namespaceAdmin', namespace: tenant.name, annotations }
  bind(chart, { metadata, role: 'kubeflow-admin', subjects: [{ user }] })
}

/** For each person the pair that Kubeflow's access management would make, and finds again. */
export const sharing: Concern = (chart, tenant) => {
  if (tenant.state === 'suspended') return
  for (const person of tenant.people) {
    const { email: user, role } = person
    const metadata = {
      name: bindingName(user, role),
      namespace: tenant.name,
      // Its list breaks for everybody on a binding with these and not exactly one subject.
      annotations: { role, user }
    }
    bind(chart, { metadata, role: `kubeflow-${role}`, subjects: [{ user }] })
    add(chart, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: { rules: [entry(tenant.cluster, person)] }
    })
  }
}

/** Notebooks run code, and the gateway is the way to them: who may not enter them has no way in by it. */
function entry({ release, header, prefix }: Cluster, { email, notebooks }: Person): AccessRule {
  const { gateway, pipelinesUi } = releaseOf(release)
  return {
    from: [{ source: { principals: notebooks ? [gateway, pipelinesUi] : [pipelinesUi] } }],
    when: [{ key: `request.headers[${header}]`, values: [`${prefix}${email}`] }]
  }
}
