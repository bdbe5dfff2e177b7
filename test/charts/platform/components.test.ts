import { expect, onTestFinished, test } from 'vitest'
import { parts } from '../../../charts/platform/compile-platform.ts'
import type { Part } from '../../../charts/platform/component.ts'
import { renderRest } from '../../../charts/render.ts'
import { verifyWith } from '../../../charts/verify/verify.ts'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import type { Components } from '../../../src/cluster/components.ts'
import { componentNames, components } from '../../../src/kubeflow/components.ts'
import type { Model } from '../../../src/model/model.ts'
import { dangling } from '../../overlay/dangling.ts'
import { needKubeflow, platform, platformOf } from '../../overlay/platform.ts'
import { find, nameOf, plainName, type Thing } from '../../overlay/thing.ts'
import { compileTexts, summary } from '../../support/compile-texts.ts'
import { schemas } from '../../support/schemas.ts'

const minutes = 60_000
const verify = verifyWith(file => schemas.get(file))
const example = platform()

const oidc = 'oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'

type Choice = Partial<Components> | 'external'

/** Every component by itself, each pair of which one needs the other, and all of them. */
const choices: readonly Choice[] = ['external', ...componentNames.flatMap(alone), ...pairs()]

function alone(name: keyof Components): Choice[] {
  return statesOf(name).map(state => ({ [name]: state }))
}

function pairs(): Choice[] {
  return componentNames.flatMap(user =>
    components[user].needs.flatMap(needed =>
      statesOf(user).flatMap(mine => {
        return statesOf(needed).map(theirs => ({ [user]: mine, [needed]: theirs }))
      })
    )
  )
}

function statesOf(name: keyof Components): readonly ('external' | 'off')[] {
  return components[name].always === null ? ['external', 'off'] : ['external']
}

function textOf(choice: Choice): string {
  return `components: ${JSON.stringify(choice).replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ': ')}`
}

function compiled(choice: Choice) {
  const cluster = [
    'kubeflow: "26.03"',
    textOf(choice),
    'domain: kubeflow.example.com',
    `aws: {account: "111122223333", region: eu-central-1, eks: production, oidcProvider: ${oidc}}`,
    'identity: {provider: {external: {issuer: "https://login.example.com", clientId: kubeflow}}}',
    'secrets: {externalSecrets: {prefix: kubeflow/production}}',
    'monitoring: {prometheus: true}',
    'gitops: {flux: true, argocd: true, repository: "https://github.com/example/tenants"}'
  ]
  return compileTexts({
    'platform/clusters/production.yaml': `${cluster.join('\n')}\n`,
    'tenants/fraud.yaml': 'owner: alice@example.com\n'
  })
}

function modelOf(choice: Choice): { model: Model; cluster: Cluster } {
  const { model, diagnostics } = compiled(choice)
  const [cluster] = model?.clusters ?? []
  if (!model || !cluster) throw new Error(diagnostics.map(summary).join('\n'))
  return { model, cluster }
}

/** Certificates are the only component that another needs and that a cluster can be without. */
const isRefused = (choice: Choice) =>
  choice !== 'external' &&
  choice.certificates === 'off' &&
  ['pipelines', 'katib', 'notebooks', 'serving'].some(
    name => choice[name as keyof Components] === undefined
  )

test('a component that is off is refused where one that is installed needs it', () => {
  for (const choice of choices) {
    const found = compiled(choice).diagnostics.map(({ code }) => code)
    expect(found, textOf(choice)).toEqual(isRefused(choice) ? ['conflicting-components'] : [])
  }
})

const accepted = [
  ...choices.filter(choice => !isRefused(choice)),
  { certificates: 'off', pipelines: 'off', katib: 'external', notebooks: 'off', serving: 'off' }
] as const satisfies readonly Choice[]

test.each(accepted.map(choice => [textOf(choice), choice] as const))(
  '%s builds, conforms, and touches nothing of what somebody else installs',
  (_, choice) => {
    const { model, cluster } = modelOf(choice)
    const all = platformOf(model, { roots: true, whenOver: onTestFinished })
    const built = all.names(cluster).map(name => ({ name, ...all.build(cluster.name, name) }))
    expect(built.flatMap(({ warnings }) => warnings)).toEqual([])
    const things = built.flatMap(({ objects }) => objects)
    const known = new Set(dangling(built.flatMap(({ base }) => base)))
    const theirs = foreign(cluster)
    expect(dangling(things, theirs).filter(each => !known.has(each))).toEqual([])
    expect(verify(parts(model, cluster).flatMap(({ values }) => values.objects))).toEqual([])
    const names = new Set(theirs.map(plainName))
    expect(things.map(plainName).filter(name => names.has(name))).toEqual([])
    const homes = homesOf(cluster)
    expect(things.filter(({ metadata }) => homes.has(metadata.namespace)).map(nameOf)).toEqual([])
  },
  2 * minutes
)

/** What Kubeflow ships of the components that a cluster does not install. */
function foreign({ components: chosen }: Cluster): Thing[] {
  return componentNames
    .filter(name => chosen[name] !== 'managed')
    .flatMap(name => example.build('production', name).base)
}

/** The namespaces in which only components have objects that the cluster does not install. */
function homesOf(cluster: Cluster): Set<string | undefined> {
  const inUse = componentNames
    .filter(name => cluster.components[name] === 'managed')
    .flatMap(name => example.build('production', name).base)
  const used = new Set(inUse.map(({ metadata }) => metadata.namespace))
  const all = foreign(cluster).map(({ metadata }) => metadata.namespace)
  return new Set(all.filter(namespace => namespace !== undefined && !used.has(namespace)))
}

test('what each choice takes away and adds', async () => {
  const whole = linesOf(modelOf({}))
  const changes = accepted.map(choice => {
    const now = linesOf(modelOf(choice))
    const lines = [
      ...whole.filter(line => !now.includes(line)).map(line => `- ${line}`),
      ...now.filter(line => !whole.includes(line)).map(line => `+ ${line}`)
    ]
    return [textOf(choice), ...lines].join('\n')
  })
  await expect(`${changes.join('\n\n')}\n`).toMatchFileSnapshot('components.txt')
})

function linesOf({ model, cluster }: ReturnType<typeof modelOf>): string[] {
  return parts(model, cluster).flatMap(({ component: { name }, base, values }: Part) => [
    `${name}: root`,
    ...(base ? [`${name}: what Kubeflow ships`] : []),
    ...values.objects.map(object => `${name}: ${nameOf(object as Thing)}`),
    ...values.patches.map(object => `${name}: patch of ${nameOf(object as Thing)}`)
  ])
}

test.each([
  ['notebooks', ['/jupyter/', '/tensorboards/', '/volumes/']],
  ['katib', ['/katib/']],
  ['serving', ['/kserve-endpoints/']],
  ['pipelines', ['/pipeline/#/runs', '/pipeline/#/experiments']]
] as const)('the menu has no page of %s where it is off', (name, pages) => {
  const menuOf = (choice: Choice) => {
    const { model, cluster } = modelOf(choice)
    const { build } = platformOf(model, { roots: true, whenOver: onTestFinished })
    const things = build(cluster.name, 'dashboard').objects
    return find(things, 'ConfigMap kubeflow/centraldashboard-config').data?.links ?? ''
  }
  const menu = menuOf({ [name]: 'off' })
  expect(pages.filter(page => menu.includes(`"${page}"`))).toEqual([])
  const whole = menuOf({ dashboard: 'managed' })
  expect(pages.filter(page => !whole.includes(page))).toEqual([])
  expect(menu).toContain(name === 'katib' ? '/jupyter/' : '/katib/')
})

test('platform admins are said to enter no page where somebody else installs Istio', () => {
  const tableOf = (choice: Choice) => {
    const { model, cluster } = modelOf(choice)
    const files = renderRest({ ...model, admins: ['root@example.com'] }, cluster, [])
    return files.find(({ path }) => path.endsWith('/platform/access.csv'))?.text
  }
  expect(tableOf({ katib: 'off' })).toContain('root@example.com,admin,platform,,true\n')
  expect(tableOf('external')).toContain('root@example.com,admin,platform,,false\n')
})

test("each component needs those whose kinds and namespaces Kubeflow's files use", context => {
  needKubeflow(context, example)
  const brought = componentNames.map(name => [name, bringing(name)] as const)
  for (const name of componentNames) {
    const needs = new Set(example.build('production', name).base.flatMap(needing))
    const found = brought.filter(([other, things]) => {
      return other !== name && things.some(thing => needs.has(thing))
    })
    expect(new Set(found.map(([other]) => other)), name).toEqual(new Set(components[name].needs))
  }
})

function bringing(name: keyof Components): string[] {
  return example.build('production', name).base.flatMap(({ kind, metadata, spec }) => {
    if (kind === 'Namespace') return [`namespace ${metadata.name}`]
    if (kind !== 'CustomResourceDefinition') return []
    const { group, names } = spec as { group: string; names: { kind: string } }
    return [`${group} ${names.kind}`]
  })
}

function needing({ apiVersion, kind, metadata }: Thing): string[] {
  return [`namespace ${metadata.namespace}`, `${apiVersion.split('/')[0]} ${kind}`]
}
