import type { PolicyRule } from '../../src/documents/policy.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { common, directory, type World } from './random/random-world.ts'
import { like, reachable } from './reachable.ts'

/**
 * Lists everything in a model that the policy does not grant. It is slow, and independent of `src/`: it
 * checks each thing that somebody gets against the rules.
 */
export function uncovered(world: World, model: Model): string[] {
  return model.tenants.flatMap(tenant => {
    const rules = world.policy.filter(rule => isFor(rule, tenant))
    const judge = { world, model, tenant, rules }
    const found = [
      ...[...named(judge), ...people(judge), ...amounts(judge), ...places(judge)],
      ...[...secrets(judge), ...lists(judge), ...pods(judge), ...ways(judge)]
    ]
    return found.map(what => `${tenant.name} on ${tenant.cluster.name}: ${what}`)
  })
}

interface Judge {
  readonly world: World
  readonly model: Model
  readonly tenant: Tenant
  /** The rules that apply to the tenant. */
  readonly rules: readonly PolicyRule[]
}

function isFor(rule: PolicyRule, { name, file, owner }: Tenant): boolean {
  const [, folder] = file.path.split('/').slice(0, -1)
  return rule.tenants.some(pattern => {
    const [, group] = /^team:(.*)$/.exec(pattern) ?? []
    if (group === undefined) return like(pattern, name)
    return folder !== undefined && like(group, folder) && inTeam(folder).has(owner)
  })
}

function inTeam(name: string): Set<string> {
  return new Set(
    taken(Object.entries(directory.teams).find(([team]) => team === name)?.[1].members)
  )
}

function taken(members: readonly string[] = []): string[] {
  const groups = Object.entries<readonly string[]>(directory.groups)
  return members.flatMap(member => {
    const group = groups.find(([name]) => member === `group:${name}`)
    return group ? taken(group[1]) : [member]
  })
}

function said<T>(rules: readonly PolicyRule[], pick: (rule: PolicyRule) => T | undefined): T[] {
  return rules.map(pick).filter(value => value !== undefined)
}

/** What the tenant's own file says, for all clusters and for this one. */
function ownWords({ world, tenant }: Judge): Record<string, unknown>[] {
  const [, file] =
    Object.entries(world.tenants).find(([path]) => nameOf(path) === tenant.name) ?? []
  const where = file?.clusters ?? {}
  const here = Object.entries(where).find(([name]) => name === tenant.cluster.name)?.[1]
  return [file, here]
    .filter(part => typeof part === 'object' && part !== null)
    .map(part => ({ ...part }))
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '')
}

function ownKeys(judge: Judge, field: string): string[] {
  return ownWords(judge).flatMap(words => Object.keys(words[field] ?? {}))
}

function named({ tenant, rules }: Judge): string[] {
  const names = said(rules, rule => rule.names)
  const clusters = said(rules, rule => rule.clusters)
  const isNamed = names.length === 0 || names.some(name => new RegExp(name).test(tenant.name))
  const isHere =
    clusters.length === 0 || clusters.flat().some(glob => like(glob, tenant.cluster.name))
  return [...(isNamed ? [] : ['name']), ...(isHere ? [] : ['cluster'])]
}

const roles = ['view', 'edit', 'admin']

function people({ tenant, rules, world, model }: Judge): string[] {
  const most = said(rules, rule => rule.members?.most)
  const largest = said(rules, rule => rule.members?.groups).map(role => roles.indexOf(role))
  const crowd = most.length > 0 && tenant.people.length > Math.max(...most) ? ['people'] : []
  const many = tenant.people.flatMap(person => person.ways).filter(way => way.through !== 'user')
  const strong = many.filter(
    way => largest.length > 0 && roles.indexOf(way.role) > Math.max(...largest)
  )
  const namespaces = [
    ...tenant.workloads.map(workload => workload.namespace),
    ...tenant.serving.callers
      .filter(caller => caller.tenant === null)
      .map(caller => caller.namespace)
  ]
  const lists = said(rules, rule => rule.workloads).flat()
  const foreign = namespaces.filter(
    name => name !== tenant.name && (model.names.has(name) || !lists.some(glob => like(glob, name)))
  )
  const promised = said(world.policy, rule => rule.workloads)
    .flat()
    .filter(glob => glob !== '*' && like(glob, tenant.name))
  return [...crowd, ...strong.map(way => `role of ${way.through}`), ...foreign, ...promised]
}

const kubernetes: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  gpu: 'requests.nvidia.com/gpu',
  storage: 'requests.storage',
  'ephemeral-storage': 'requests.ephemeral-storage',
  notebooks: 'count/notebooks.kubeflow.org',
  claims: 'persistentvolumeclaims',
  'count/pods': 'pods'
}
const units: Readonly<Record<string, number>> = {
  m: 0.001,
  k: 1e3,
  G: 1e9,
  T: 1e12,
  Gi: 2 ** 30,
  Ti: 2 ** 40
}

function number(amount: string | number): number {
  const [, digits = '', unit = ''] = /^(.*?)([mkGT]i?)?$/.exec(String(amount)) ?? []
  return Number(digits) * (units[unit] ?? 1)
}

function mostOf(rules: readonly PolicyRule[], resource: string): number | undefined {
  const all = rules.flatMap(({ quota = {} }) =>
    Object.entries(quota).filter(([name]) => (kubernetes[name] ?? name) === resource)
  )
  return all.length === 0 ? undefined : Math.max(...all.map(([, amount]) => number(amount)))
}

function amounts(judge: Judge): string[] {
  const { tenant, rules, world } = judge
  const held = new Map<string, number>()
  const excess = tenant.quota.filter(({ resource: written, amount }) => {
    const resource = kubernetes[written] ?? written
    held.set(resource, number(amount))
    if (mostOf(world.policy, resource) !== undefined) {
      return number(amount) > (mostOf(rules, resource) ?? 0)
    }
    return ownKeys(judge, 'quota').some(name => (kubernetes[name] ?? name) === resource)
  })
  const known = new Set(
    world.policy.flatMap(({ quota = {} }) =>
      Object.keys(quota).map(name => kubernetes[name] ?? name)
    )
  )
  // Kubernetes does not limit a resource that the quota omits.
  const endless = [...known].filter(resource => !held.has(resource))
  return [
    ...excess.map(({ resource }) => resource),
    ...endless.map(name => `endless ${name}`),
    ...limits(judge)
  ]
}

function limits(judge: Judge): string[] {
  const { tenant, rules, world } = judge
  return (['cpu', 'memory'] as const).filter(field => {
    const names = [`requests.${field}`, `limits.${field}`]
    const { max, default: usual, request } = tenant.limits
    const asked = Math.max(...[max, usual, request].map(each => number(each[field] || 0)))
    if (names.every(name => mostOf(world.policy, name) === undefined)) {
      return (
        ownKeys(judge, 'limits').length > 0 &&
        JSON.stringify(ownWords(judge)).includes(`"${field}"`)
      )
    }
    return asked > Math.max(...names.map(name => mostOf(rules, name) ?? 0))
  })
}

function places(judge: Judge): string[] {
  const { tenant, rules, world, model } = judge
  const { bucket, bucketName, prefix } = tenant.pipelines
  const own = bucket === 'default' ? [] : [{ bucket: bucketName, prefix }]
  const all = [...tenant.aws.read, ...tenant.aws.write, ...own]
  const { name } = tenant
  const party = { name, names: model.names, granted: said(rules, rule => rule.buckets).flat() }
  const known = said(world.policy, rule => rule.buckets).flat()
  const shared = ['s3://shared-artifacts', 's3://data-runs']
  return all
    .map(({ bucket, prefix }) => `s3://${bucket}/${prefix}`.replace(/\/$/, ''))
    .filter(place => {
      const isOwn = `${place}/`.includes(`/runs/${name}/`)
      return !reachable({ ...party, known: isOwn ? known : [...known, ...shared] }, place)
    })
}

function secrets({ tenant, rules, world, model }: Judge): string[] {
  const lists = said(rules, rule => rule.secrets)
  const granted = lists.length === 0 ? ['{tenant}/*'] : lists.flat()
  const known = said(world.policy, rule => rule.secrets).flat()
  const party = { name: tenant.name, names: model.names, granted, known }
  return tenant.secrets.map(({ path }) => path).filter(path => !reachable(party, path))
}

function lists(judge: Judge): string[] {
  const { tenant, rules } = judge
  const check = (
    field: 'policies' | 'roles' | 'shares' | 'classes' | 'pools' | 'queues' | 'public',
    names: readonly string[]
  ) => {
    const globs = said(rules, rule => rule[field]).flat()
    return names
      .filter(name => !globs.some(glob => like(glob, name)))
      .map(name => `${field} ${name}`)
  }
  const { aws, volumes, pools, queue, serving } = tenant
  return [
    ...check(
      'policies',
      aws.policies.map(policy => policy.name)
    ),
    ...check('roles', aws.role ? [aws.role.name] : []),
    ...check(
      'shares',
      volumes.flatMap(volume => volume.share?.name ?? [])
    ),
    ...check(
      'classes',
      volumes.flatMap(volume => volume.class ?? [])
    ),
    ...check(
      'pools',
      pools.map(pool => pool.name)
    ),
    ...check('queues', queue ? [queue.name] : []),
    ...check('public', serving.public),
    ...words(judge, 'labels'),
    ...words(judge, 'annotations')
  ]
}

/** Labels or annotations that no rule allows must equal the platform's. */
function words({ tenant, rules }: Judge, field: 'labels' | 'annotations'): string[] {
  const globs = said(rules, rule => rule[field]).flat()
  const template = Object.entries<object>(common.templates).find(
    ([name]) => name === tenant.template
  )
  const platform: Record<string, unknown> = {
    ...(field === 'labels' && common.labels),
    ...Object.entries(template?.[1] ?? {}).find(([name]) => name === field)?.[1]
  }
  return tenant[field]
    .filter(({ key, value }) => platform[key] !== value && !globs.some(glob => like(glob, key)))
    .map(({ key }) => `${field} ${key}`)
}

const levels = ['restricted', 'baseline', 'privileged']

function pods({ tenant, rules }: Judge): string[] {
  const granted = said(rules, rule => rule.podSecurity).map(level => levels.indexOf(level))
  const most = granted.length === 0 ? 1 : Math.max(...granted)
  const kinds = said(rules, rule => rule.environments).flat()
  const closed = tenant.cluster.pools.filter(
    pool =>
      !said(rules, rule => rule.pools)
        .flat()
        .some(glob => like(glob, pool.name))
  )
  const tolerations = tenant.environments.flatMap(environment => environment.tolerations)
  const opened = closed.filter(({ taint }) =>
    tolerations.some(
      each =>
        taint !== null &&
        each.key === taint.key &&
        (each.operator === 'Exists' || each.value === taint.value) &&
        [null, taint.effect].includes(each.effect)
    )
  )
  const accounts = tenant.environments.filter(each => each.serviceAccount !== null)
  return [
    ...(levels.indexOf(tenant.podSecurity) > most ? ['podSecurity'] : []),
    ...(tolerations.length > 0 && !kinds.includes('tolerations') ? ['tolerations'] : []),
    ...(accounts.length > 0 && !kinds.includes('serviceAccount') ? ['serviceAccount'] : []),
    ...opened.map(pool => `opened ${pool.name}`)
  ]
}

function ways({ tenant, rules }: Judge): string[] {
  const granted = said(rules, rule => rule.egress).flat()
  const isOpen = granted.includes('open')
  const blocks = granted.filter(way => way.includes('/')).map(block)
  const node = block('169.254.0.0/16')
  const refused = tenant.network.ranges.filter(range => {
    const [first, last] = block(range)
    const around = blocks.filter(([from, to]) => from <= first && last <= to)
    const isFar = last < node[0] || node[1] < first
    return isFar
      ? !isOpen && around.length === 0
      : !around.some(([from, to]) => node[0] <= from && to <= node[1])
  })
  return [...(tenant.network.open && !isOpen ? ['egress'] : []), ...refused]
}

function block(range: string): readonly [first: number, last: number] {
  const [address = '', length = ''] = range.split('/')
  const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return [first, first + 2 ** (32 - Number(length)) - 1]
}
