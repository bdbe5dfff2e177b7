import type { Queue } from '../../cluster/queues.ts'
import { looksLike } from '../../diagnostics/secret-patterns.ts'
import { invisible } from '../../files/decode.ts'
import { isLabelValue } from '../../kubernetes/names.ts'
import { meaningOf } from '../../kubernetes/reserved.ts'
import { listAt, pick, textAt, textsAt, wordsAt } from '../dump/pick.ts'
import type { LiveObject } from '../dump/read-dump.ts'
import { type Door, rightsIn } from '../dump/rights.ts'
import { type Surroundings, tellOfConnections } from './connections.ts'
import { environmentOf } from './environment.ts'
import { type Found, notesOf, type TakeNote, unknown } from './found.ts'
import { membersOf, ownerOf } from './found-members.ts'
import { queueOf } from './found-queue.ts'
import { limitsOf, quotaOf } from './found-quota.ts'
import { tellOfPlugins } from './plugins.ts'
import { withoutPrefixes } from './prefixes.ts'

export interface DumpContext {
  readonly door: Door & Surroundings
  readonly gpu: string
  /** Tenants that have files already. */
  readonly known: ReadonlySet<string>
  /** The groups that the directory has. */
  readonly groups: ReadonlySet<string>
  /** Those of the cluster's file. */
  readonly queues: readonly Queue[]
}

/** Everything that a dump knows of each namespace with a Profile, or that had one. */
export function fromDump(objects: readonly LiveObject[], context: DumpContext): Found[] {
  const names = objects.filter(isPlace).map(({ name }) => name)
  const tenants = new Set([...names, ...context.known])
  return [...new Set(names)].sort().map(name => {
    const own = objects.filter(object => object.namespace === name || isOf(object, name))
    return namespaceOf(name, own, { ...context, tenants })
  })
}

/** Only the profile controller puts an owner on a namespace. */
function isPlace({ kind, fields }: LiveObject): boolean {
  const owner = pick(fields, 'metadata', 'annotations', 'owner')
  return kind === 'Profile' || (kind === 'Namespace' && owner !== undefined)
}

function isOf({ kind, name }: LiveObject, namespace: string): boolean {
  return name === namespace && (kind === 'Profile' || kind === 'Namespace')
}

function isGoing({ fields }: LiveObject): boolean {
  return textAt(fields, 'metadata', 'deletionTimestamp') !== ''
}

interface Context extends DumpContext {
  readonly tenants: ReadonlySet<string>
}

function namespaceOf(name: string, objects: readonly LiveObject[], context: Context): Found {
  const { notes, note } = notesOf(name)
  const namespace = objects.find(({ kind }) => kind === 'Namespace')
  if (!namespace || isGoing(namespace)) {
    const todo = namespace ? '' : 'look into the log of the profile controller'
    note('none', namespace ? 'it is being deleted' : 'its Profile has no namespace', todo)
    return { ...unknown(name), notes }
  }
  const rights = withoutPrefixes(rightsIn(objects, context.door), note)
  const owner = ownerOf(rights, note)
  tellOfOwners(objects, owner, note)
  if (owner === undefined) return { ...unknown(name), notes }
  tellOfPlugins(objects, note)
  tellOfConnections(objects, { ...context.door, namespace: name, note })
  return {
    name,
    owner,
    members: membersOf(rights, owner, { ...context, tenant: name, note }),
    quota: quotaOf(objects, context.gpu, note),
    limits: limitsOf(objects, note),
    ...awsOf(objects, note),
    ...namespaceFields(namespace, note),
    queue: queueOf(objects, context.queues, note),
    environment: environmentOf(objects, note),
    isOpen: isOpen(objects, note),
    notes
  }
}

/** Profiles and annotations may name somebody who has no rights, and they do not give any. */
function tellOfOwners(
  objects: readonly LiveObject[],
  owner: string | undefined,
  note: TakeNote
): void {
  const profile = objects.find(({ kind }) => kind === 'Profile')
  const namespace = objects.find(({ kind }) => kind === 'Namespace')
  const named = textAt(profile?.fields, 'spec', 'owner', 'name')
  const written = textAt(namespace?.fields, 'metadata', 'annotations', 'owner')
  if (owner === undefined) {
    const todo =
      'write its file by hand (`npx tenantry new`), or delete the namespace if nobody needs it'
    note('none', 'nobody with an e-mail address is its admin', todo)
  }
  if (owner === undefined) return
  if (!profile) note('told', 'its Profile was deleted; git makes a new one')
  if (profile && isGoing(profile))
    note(
      'lost',
      'its Profile was deleted and hangs; git makes a new one',
      '`npx tenantry adopt` lets the old one go without what depends on it'
    )
  if (profile && named !== owner)
    note(
      'told',
      `the Profile names \`${named}\` as its owner, but \`${owner}\` has the rights`,
      todoFor(named)
    )
  else if (written !== owner)
    note(
      'told',
      `the annotation names \`${written}\` as its owner, but \`${owner}\` has the rights`
    )
  const references = listAt(namespace?.fields, 'metadata', 'ownerReferences')
  if (references.length > 0) {
    note(
      'told',
      'deleting its Profile would delete the namespace',
      '`npx tenantry adopt` removes that link'
    )
  }
}

function todoFor(named: string): string {
  return named === '' ? '' : `write \`owner: ${named}\` if they are to have them`
}

const annotation = 'eks.amazonaws.com/role-arn'

/** The account counts, since the annotation stays when the plugin is removed from a Profile. */
function awsOf(objects: readonly LiveObject[], note: TakeNote): Pick<Found, 'role' | 'accounts'> {
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount')
  const roleOf = ({ fields }: LiveObject) => textAt(fields, 'metadata', 'annotations', annotation)
  const editor = accounts.find(({ name }) => name === 'default-editor')
  const role = editor ? roleOf(editor) : ''
  const others = accounts.filter(account => account !== editor && roleOf(account) !== '')
  const [same, different] = [
    others.filter(account => roleOf(account) === role && account.name !== 'default-viewer'),
    others.filter(account => roleOf(account) !== role)
  ]
  for (const account of different) {
    note(
      'stays',
      `ServiceAccount \`${account.name}\` has AWS role \`${roleOf(account)}\``,
      'a tenant has one role: give it what that one may do, if the account is needed'
    )
  }
  return { role: role === '' ? undefined : role, accounts: same.map(({ name }) => name).sort() }
}

type NamespaceFields = 'labels' | 'annotations' | 'podSecurity' | 'hasPipelines'

function namespaceFields(namespace: LiveObject, note: TakeNote): Pick<Found, NamespaceFields> {
  const labels = wordsAt(namespace.fields, 'metadata', 'labels')
  const annotations = wordsAt(namespace.fields, 'metadata', 'annotations')
  const podSecurity = labels.get('pod-security.kubernetes.io/enforce')
  if (podSecurity === undefined) {
    note(
      'changed',
      'pods may do anything so far, and at most what pod security `baseline` allows in git',
      'look for pods that need more, and write `podSecurity: privileged` for their tenants'
    )
  }
  if (labels.get('istio-injection') !== 'enabled') {
    note('changed', 'its pods are not in the mesh so far; in git they are, from their next start')
  }
  return {
    labels: free(labels, isLabelValue, note),
    annotations: free(annotations, isPlain, note),
    podSecurity,
    hasPipelines: labels.get('pipelines.kubeflow.org/enabled') !== 'false'
  }
}

/** Those that no program of the platform reads. */
function free(
  words: ReadonlyMap<string, string>,
  isFit: (text: string) => boolean,
  note: TakeNote
): ReadonlyMap<string, string> {
  const own = [...words].filter(([key]) => meaningOf(key) === undefined)
  for (const [key, value] of own) {
    if (!isFit(value)) note('stays', `\`${key}\` of the namespace cannot stand in a file`)
  }
  return new Map(own.filter(([, value]) => isFit(value)))
}

function isPlain(text: string): boolean {
  return !/[\n\t]/.test(text) && !invisible.test(text) && looksLike(text) === undefined
}

/** The policies that git writes itself. */
const ours = ['default-deny', 'egress', 'gateways', 'ingress']

/** Whether nothing limits where its pods may connect to. */
function isOpen(objects: readonly LiveObject[], note: TakeNote): boolean {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy')
  const limiting = policies.filter(({ fields }) =>
    textsAt(fields, 'spec', 'policyTypes').includes('Egress')
  )
  for (const { name } of policies) {
    if (ours.includes(name))
      note('changed', `NetworkPolicy \`${name}\` becomes what git writes under that name`)
    else
      note(
        'stays',
        `NetworkPolicy \`${name}\` also holds`,
        `delete it once \`network\` of the file says the same`
      )
  }
  if (limiting.length > 0) {
    note(
      'changed',
      'where its pods may connect to is limited by hand; in git it is the cluster, and services of AWS in its network',
      'write address ranges under `network.egress`'
    )
  }
  return limiting.length === 0
}
