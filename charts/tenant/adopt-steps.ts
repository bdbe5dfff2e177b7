import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import type { Manifest } from '../objects/manifest.ts'
import { keySecret } from '../objects/s3-access.ts'
import type { Manifests } from './compile-tenant.ts'
import { nobody } from './owner.ts'

/** One step before or after git takes over a namespace. */
export interface Step {
  /** Before git takes over, after it, or only if that takes too long. */
  readonly when: 'before' | 'after' | 'late'
  /** The reason, in lines for people. */
  readonly why: readonly string[]
  /** Shell commands that may be run repeatedly. */
  readonly commands: readonly string[]
}

/**
 * Plans how to turn an existing namespace into a tenant's, in order, from the objects that would be
 * applied. It changes nothing itself.
 */
export function adoption(tenant: Tenant, { bootstrap, namespace }: Manifests): Step[] {
  const own = bootstrap.find(({ kind }) => kind === 'Namespace')
  if (!own) throw new Error(`bug: ${tenant.name} has no Namespace`)
  return [
    looking(tenant.name),
    freeing(tenant.name),
    releasing(tenant.name),
    owning(tenant.name, own),
    marking(tenant.name, own),
    ...keys(tenant.name, namespace),
    merging(tenant),
    waking(tenant),
    remaining(tenant.name, namespace)
  ]
}

function looking(name: string): Step {
  return {
    when: 'before',
    why: ['Look at what exists: the owner, the owner references, and whether there is a Profile.'],
    commands: [
      `kubectl get namespace ${name} --output jsonpath='{.metadata.annotations.owner} {.metadata.ownerReferences}'`,
      `kubectl get profiles.kubeflow.org ${name} --ignore-not-found`
    ]
  }
}

function freeing(name: string): Step {
  return {
    when: 'before',
    why: [
      'A namespace that the profile controller created depends on its Profile: deleting the Profile',
      'deletes the namespace, with all data in it. Remove that link first; it will not come back.'
    ],
    commands: [
      `kubectl patch namespace ${name} --type merge --patch '{"metadata":{"ownerReferences":null}}'`
    ]
  }
}

/** Once the owner is right, the controller lets such a Profile go, and all that depends on it. */
function releasing(name: string): Step {
  const none = `--type merge --patch '{"metadata":{"ownerReferences":null}}'`
  const kinds =
    'serviceaccounts,rolebindings,authorizationpolicies.security.istio.io,resourcequotas'
  return {
    when: 'before',
    why: [
      'A Profile that was deleted and hangs would take the accounts and grants of the namespace with',
      'it. Remove their links, and then its finalizers. Git makes a new Profile.'
    ],
    commands: [
      `if [ -n "$(kubectl get profiles.kubeflow.org ${name} --ignore-not-found --output jsonpath='{.metadata.deletionTimestamp}')" ]; then\n` +
        `  for one in $(kubectl --namespace ${name} get ${kinds} --output name); do\n` +
        `    kubectl --namespace ${name} patch "$one" ${none}\n` +
        '  done\n' +
        `  kubectl patch profiles.kubeflow.org ${name} --type merge --patch '{"metadata":{"finalizers":null}}'\n` +
        'fi'
    ]
  }
}

function owning(name: string, { metadata }: Manifest): Step {
  const { owner = '' } = metadata.annotations ?? {}
  return {
    when: 'before',
    why: [
      'Set the owner. If it is missing, or is not the owner of the Profile, the profile controller',
      `silently ignores the namespace.${owner === nobody ? ' The tenant is suspended, so the owner is nobody.' : ''}`
    ],
    commands: [`kubectl annotate namespace ${name} --overwrite owner=${quote(owner)}`]
  }
}

/** Sets every label except `managed-by`, which the cluster only lets git set. */
function marking(name: string, { metadata }: Manifest): Step {
  const pairs = Object.entries(metadata.labels ?? {})
    .filter(([key]) => key !== 'app.kubernetes.io/managed-by')
    .map(([key, value]) => `${key}=${quote(value)}`)
  return {
    when: 'before',
    why: [
      'Mark it as a tenant. Only a platform admin may do so: git takes over marked namespaces only.'
    ],
    commands: [`kubectl label namespace ${name} --overwrite \\\n  ${pairs.join(' \\\n  ')}`]
  }
}

/** Kubeflow's generator owns its Secret, and External Secrets does not overwrite what others own. */
function keys(name: string, objects: readonly Manifest[]): Step[] {
  const isTaken = ({ kind, metadata }: Manifest) =>
    kind === 'ExternalSecret' && metadata.name === keySecret
  if (!objects.some(isTaken)) return []
  return [
    {
      when: 'before',
      why: [
        "The key of the tenant's own IAM user replaces the one that Kubeflow made for its own store,",
        'which has to be deleted first. With the labels above, it is not created again.'
      ],
      commands: [`kubectl --namespace ${name} delete secret --ignore-not-found ${keySecret}`]
    }
  ]
}

function merging({ name, file, cluster }: Tenant): Step {
  return {
    when: 'after',
    why: [
      `Now merge ${file.path} and what \`npx tenantry generate\` made of it for ${cluster.name}, and wait.`,
      'Objects that are in git are taken over in place; pods get a sidecar only when they restart.'
    ],
    commands: [
      `kubectl wait profiles.kubeflow.org ${name} --for jsonpath='{.metadata.finalizers[0]}'=profile-finalizer --timeout 10m`
    ]
  }
}

function waking({ cluster }: Tenant): Step {
  const { account, deployment } = releaseOf(cluster.release).profiles
  const [, , namespace] = account.split(':')
  return {
    when: 'late',
    why: [
      'If that wait timed out: a Profile that was refused before is not checked again by itself.',
      'Restarting its controller makes it check all of them.'
    ],
    commands: [`kubectl --namespace ${namespace} rollout restart deployment ${deployment}`]
  }
}

/**
 * Bindings that Kubeflow's UI made: git takes over those of members; the rest stay and keep granting
 * access.
 */
function remaining(name: string, objects: readonly Manifest[]): Step {
  const people = objects.filter(
    ({ kind, metadata }) => kind === 'RoleBinding' && metadata.annotations?.user
  )
  const taken = people.map(({ metadata }) => metadata.name).sort()
  const known = ['default-editor', 'default-viewer', ...taken]
  return {
    when: 'after',
    why: [
      'What is not in git stays as it is: notebooks, pipelines, secrets, claims, quotas, and people who',
      "were let in through Kubeflow's UI. Each person listed here still has access: add them to",
      '`members`, or delete their RoleBinding and AuthorizationPolicy, which have the same name.'
    ],
    commands: [
      `kubectl --namespace ${name} get rolebindings --no-headers --output custom-columns=NAME:.metadata.name,USER:.metadata.annotations.user,ROLE:.metadata.annotations.role |\n  grep --invert-match --extended-regexp '^(${known.join('|')}) ' | grep --invert-match '<none>'`
    ]
  }
}

/** Quotes a word for the shell. */
function quote(text: string): string {
  return /^[\w@.:/+-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
