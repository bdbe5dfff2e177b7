import { bindingName } from '../src/binding.ts'
import type { Cluster, Person, Role } from '../src/model.ts'
import { releaseOf } from '../src/release.ts'
import { add, type Concern } from './concern.ts'
import { ownerOf } from './owner.ts'

/** The owner's binding in the controller's own form, so that a change of owner is one commit. */
export const ownership: Concern = (chart, tenant) => {
  const user = ownerOf(tenant)
  add(chart, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: {
      name: 'namespaceAdmin',
      namespace: tenant.name,
      annotations: { role: 'admin', user }
    },
    ...grant('admin', user)
  })
}

/** For each person the pair that Kubeflow's access management would make, and finds again. */
export const sharing: Concern = (chart, tenant) => {
  if (tenant.state === 'suspended') return
  for (const person of tenant.people) {
    const metadata = {
      name: bindingName(person.email, person.role),
      namespace: tenant.name,
      // Its list breaks for everybody on a binding with these and not exactly one subject.
      annotations: { role: person.role, user: person.email }
    }
    add(chart, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      ...grant(person.role, person.email)
    })
    add(chart, {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: entry(tenant.cluster, person)
    })
  }
}

function grant(role: Role, user: string): object {
  const apiGroup = 'rbac.authorization.k8s.io'
  return {
    roleRef: { apiGroup, kind: 'ClusterRole', name: `kubeflow-${role}` },
    subjects: [{ apiGroup, kind: 'User', name: user }]
  }
}

/** Notebooks run code, and the gateway is the way to them: who may not enter them has no way in by it. */
function entry({ release, header, prefix }: Cluster, { email, notebooks }: Person): object {
  const { gateway, pipelinesUi } = releaseOf(release)
  return {
    rules: [
      {
        from: [{ source: { principals: notebooks ? [gateway, pipelinesUi] : [pipelinesUi] } }],
        when: [{ key: `request.headers[${header}]`, values: [`${prefix}${email}`] }]
      }
    ]
  }
}
