import type { Cluster } from '../../src/cluster/cluster.ts'
import { bindingName } from '../../src/kubeflow/bindings.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Person } from '../../src/model/members.ts'
import type { AccessRule } from '../objects/known.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { bind } from '../objects/role-binding.ts'
import { ownerOf } from './owner.ts'

/** The name under which the profile controller looks for the owner's binding. */
export const ownersBinding = 'namespaceAdmin'

/** The owner's binding in the controller's own form, so that one commit can change the owner. */
export const ownership: Concern = (chart, tenant) => {
  const user = ownerOf(tenant)
  const annotations = { role: 'admin', user }
  const metadata = { name: ownersBinding, namespace: tenant.name, annotations }
  bind(chart, { metadata, role: 'kubeflow-admin', subjects: [{ user }] })
}

/** For each person, the same pair of objects that Kubeflow's access management would make and look for. */
export const sharing: Concern = (chart, tenant) => {
  if (tenant.state === 'suspended') return
  for (const person of tenant.people) {
    const { email: user, role } = person
    const metadata = {
      name: bindingName(user, role),
      namespace: tenant.name,
      // Kubeflow's list breaks for everybody if such a binding does not have exactly one subject.
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

/** A notebook runs code, so people without access to notebooks are not let in through the gateway at all. */
function entry({ release, header, prefix }: Cluster, { email, notebooks }: Person): AccessRule {
  const { gateway, pipelinesUi } = releaseOf(release)
  return {
    from: [{ source: { principals: notebooks ? [gateway, pipelinesUi] : [pipelinesUi] } }],
    when: [{ key: `request.headers[${header}]`, values: [`${prefix}${email}`] }]
  }
}
