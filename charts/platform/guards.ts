import type { Cluster } from '../../src/cluster/cluster.ts'
import { engines } from '../objects/engines.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { addresses } from './guards/addresses.ts'
import { disks } from './guards/disks.ts'
import { experiments } from './guards/experiments.ts'
import type { Guard } from './guards/guard.ts'
import { doors } from './guards/inside.ts'
import { names } from './guards/kept-names.ts'
import { localQueues } from './guards/local-queues.ts'
import { managed } from './guards/managed.ts'
import { mesh } from './guards/mesh.ts'
import { namespaces } from './guards/namespaces.ts'
import { pods } from './guards/pods.ts'
import { profiles } from './guards/profiles.ts'
import { routes } from './guards/routes.ts'
import { scaling } from './guards/scaling.ts'
import { secretTokens } from './guards/secret-tokens.ts'
import { endpoints, services } from './guards/services.ts'
import { bindings, reach } from './guards/subjects.ts'
import { templates } from './guards/templates.ts'
import { tokens } from './guards/token-secrets.ts'
import { who } from './guards/who.ts'

/** Protects what git defines from everybody else who may write to the cluster. */
export const guards: Component = {
  name: 'guards',
  after: ['roles', 'profiles'],
  upstream: false,
  values: (cluster, { admins }) => {
    // Without an engine there is no known account that acts for git.
    if (engines(cluster).length === 0) return undefined
    const list = [
      profiles(cluster),
      namespaces(cluster),
      managed(cluster),
      names(cluster),
      scaling(cluster),
      bindings,
      reach,
      tokens,
      doors,
      services(cluster),
      endpoints(cluster),
      routes(cluster),
      addresses(cluster),
      pods(cluster),
      mesh(cluster),
      ...templates(cluster),
      secretTokens,
      disks,
      experiments,
      ...(cluster.queues === null ? [] : [localQueues])
    ]
    return {
      ...plain,
      objects: list.flatMap(guard => [policy(guard, who(cluster, admins)), binding(guard, cluster)])
    }
  }
}

const apiVersion = 'admissionregistration.k8s.io/v1'

function policy({ name, on, where, variables, rules }: Guard, known: Guard['variables']): Manifest {
  const text = [
    ...variables.map(({ expression }) => expression),
    ...rules.map(({ holds }) => holds)
  ].join(' ')
  return {
    apiVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: `tenantry-${name}` },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: on.map(({ group, resources, operations }) => {
          return { apiGroups: [group], apiVersions: ['*'], resources, operations }
        }),
        ...where
      },
      variables: [...known.filter(({ name }) => text.includes(`variables.${name}`)), ...variables],
      validations: rules.map(({ holds, message }) => {
        return { expression: holds, message, reason: 'Forbidden' }
      })
    }
  }
}

function binding({ name }: Guard, { guards }: Cluster): Manifest {
  return {
    apiVersion,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: `tenantry-${name}` },
    spec: {
      policyName: `tenantry-${name}`,
      validationActions: [guards === 'enforce' ? 'Deny' : 'Warn', 'Audit']
    }
  }
}
