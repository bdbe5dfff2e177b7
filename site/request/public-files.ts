import type { Model } from '../../src/model/model.ts'
import { block, type Data, inline } from '../../src/yaml/edit/write.ts'
import { isList, isMap, plain, type Value, type Values } from './form-values.ts'

/** Files by path. */
type Texts = Readonly<Record<string, string>>

/** Whether a text names somebody, or is named after somebody. */
type Test = (text: string) => boolean

/**
 * The files of the platform for everybody to read: what tenants are judged by, without names of people,
 * groups, teams and tenants, without what is named after them, and without numbers of accounts.
 */
export function publicFiles(model: Model): Texts {
  const isPrivate = testFor(privateNames(model))
  const clusters = model.clusters.map(({ name, file }) => {
    return [`platform/clusters/${name}.yaml`, text(clusterOf(asValue(file), isPrivate))] as const
  })
  const policy = asValue(model.policy.value)
  const rules = isList(policy) ? policy.flatMap(rule => ruleOf(rule, isPrivate)) : []
  return {
    'platform/common.yaml': text(commonOf(asValue(model.common.value), isPrivate)),
    'platform/policy.yaml': rules.map(rule => `- ${inline(rule)}\n`).join('') || '[]\n',
    ...Object.fromEntries(clusters)
  }
}

/** What people, groups, teams and tenants are called, those that are gone included. */
function privateNames({ directory, names, removals }: Model): ReadonlySet<string> {
  const { people = {}, groups = {}, teams = {} } = directory.value
  const facts = Object.values(people).flatMap(({ name, github, gitlab, slack }) => {
    return [name, github, gitlab, slack].filter(fact => fact !== undefined)
  })
  const gone = Object.keys(removals.value.tenants ?? {})
  return new Set([...names, ...gone, ...[people, groups, teams].flatMap(Object.keys), ...facts])
}

/** A name counts wherever it stands as a word. */
function testFor(names: ReadonlySet<string>): Test {
  const words = [...names].map(name => wordsIn(name).join(' ')).filter(name => name !== '')
  return text => {
    const said = ` ${wordsIn(text).join(' ')} `
    return words.some(name => said.includes(` ${name} `))
  }
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A rule for single tenants or teams says who they are. */
function ruleOf(rule: Value, isPrivate: Test): Data[] {
  const tenants = isMap(rule) && isList(rule.tenants) ? rule.tenants : []
  if (!isMap(rule) || !tenants.includes('*')) return []
  const others = Object.entries(rule).map(([field, value]) => [field, without(value, isPrivate)])
  return [plain({ ...Object.fromEntries(others), tenants: ['*'] })]
}

/** Who is in it, and what people say of it, stays out of a template. */
const inTemplates = ['members', 'team', 'description', 'labels', 'annotations', 'serving']

function commonOf(common: Value, isPrivate: Test): Values {
  const { admins: _, owners: __, labels, templates, ...others } = mapOf(common)
  const kept = Object.entries(mapOf(templates)).map(([name, template]) => {
    const { clusters, network, ...rest } = omit(template, inTemplates)
    const { from: ___, ...reach } = mapOf(network)
    const each = isMap(clusters)
      ? Object.fromEntries(
          Object.entries(clusters).map(([at, own]) => [at, omit(own, [...inTemplates, 'network'])])
        )
      : clusters
    return [name, defined({ ...rest, network: network && reach, clusters: each })]
  })
  const own = { labels: labels && without(labels, isPrivate) }
  return defined({ ...others, ...own, templates: templates && Object.fromEntries(kept) })
}

/** What tenants are judged by. How people come in, and what the platform is made of, is none of it. */
const inCluster = ['kubeflow', 'components', 'pools', 'queues', 'storage', 'secrets', 'guards']

/** Programs from elsewhere may be members only where it takes their tokens. */
function identityOf({ provider, machines }: Values): Values {
  return defined({ provider: provider && anotherProvider, machines })
}

const anotherProvider = { external: { issuer: 'https://login.example.com', clientId: 'kubeflow' } }

const anotherDatabase = { host: 'database.example.com', engine: '8.0', secret: 'database' }

function clusterOf(cluster: Value, isPrivate: Test): Values {
  const file = mapOf(cluster)
  const { access: _, ...aws } = mapOf(file.aws)
  const { database, ...pipelines } = mapOf(file.pipelines)
  const { repository, branch, shards } = mapOf(file.gitops)
  const parts = inCluster.filter(name => file[name] !== undefined)
  const kept = Object.fromEntries(parts.map(name => [name, without(file[name], isPrivate)]))
  return defined({
    ...mapOf(masked(kept)),
    notebooks: file.notebooks && masked(omit(file.notebooks, ['images'])),
    domain: 'kubeflow.example.com',
    aws: masked(without(aws, isPrivate)),
    pipelines: file.pipelines && {
      ...mapOf(masked(without(pipelines, isPrivate))),
      ...(database !== undefined && { database: anotherDatabase })
    },
    identity: file.identity && identityOf(mapOf(file.identity)),
    serving: file.serving && masked(without(file.serving, isPrivate)),
    gitops: defined({ repository, branch, shards, flux: true }),
    reserved: file.reserved && without(file.reserved, isPrivate)
  })
}

/** Without the entries that name somebody. */
function without(value: Value, isPrivate: Test): Value {
  const isShown = (name: string, own: Value) => {
    return !isPrivate(name) && !(typeof own === 'string' && isPrivate(own))
  }
  if (isList(value)) {
    return value.filter(item => isShown('', item)).map(item => without(item, isPrivate))
  }
  if (!isMap(value)) return value
  const entries = Object.entries(value).filter(([name, own]) => isShown(name, own))
  return Object.fromEntries(entries.map(([name, own]) => [name, without(own, isPrivate)]))
}

/** Other numbers in place of those of accounts, file systems and providers. */
function masked(value: Value): Value {
  if (isList(value)) return value.map(masked)
  if (isMap(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, masked(own)]))
  }
  if (typeof value !== 'string') return value
  return value
    .replace(/(?<!\d)\d{12}(?!\d)/g, '123456789012')
    .replace(
      /\b(fs|fsap)-[0-9a-f]+/g,
      (id, kind) => `${kind}-${'0'.repeat(id.length - kind.length - 1)}`
    )
    .replace(/\bid\/[0-9A-F]{32}\b/g, `id/${'0'.repeat(32)}`)
}

function omit(value: Value, names: readonly string[]): Values {
  const entries = Object.entries(mapOf(value)).filter(([name]) => !names.includes(name))
  return Object.fromEntries(entries)
}

function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function mapOf(value: Value): Values {
  return isMap(value) ? value : {}
}

function asValue(file: unknown): Value {
  return file as Value // YAML has no other values
}

function text(fields: Values): string {
  return Object.entries(fields)
    .map(([name, value]) => block(name, plain(value), ''))
    .join('')
}
