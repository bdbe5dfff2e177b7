import { andList } from '../../text/prose.ts'
import type { ComponentName } from '../components.ts'
import { type Version, versions } from '../versions.ts'
import { kubectl } from './commands.ts'
import { from1n11 } from './from-1-11.ts'
import { from26n03 } from './from-26-03.ts'
import type { Upgrade, UpgradePart } from './way.ts'

/** The cluster that moves. */
interface Mover {
  readonly name: string
  readonly flux: boolean
  readonly argocd: boolean
  /** Whether the engines delete what git has no more. */
  readonly prune: boolean
  /** The components of Kubeflow that Tenantry installs there. */
  readonly managed: readonly ComponentName[]
}

/** A part of what there is to know and to do, in the order of the work. */
export interface Chapter {
  readonly title: string
  readonly lines: readonly string[]
  /** They may be run again. */
  readonly commands: readonly string[]
}

export const upgrades: readonly Upgrade[] = [from1n11, from26n03]

/** The ways on which a cluster comes from one release to another, one after the other; none leads back. */
export function waysBetween(from: Version, to: Version): readonly Upgrade[] {
  return upgrades.filter(way => {
    return versions.indexOf(way.from) >= versions.indexOf(from) && isUpTo(way.to, to)
  })
}

function isUpTo(release: Version, last: Version): boolean {
  return versions.indexOf(release) <= versions.indexOf(last)
}

/** What there is to know and to do when a cluster moves; chapters without anything are left out. */
export function runbook({ to, parts }: Upgrade, mover: Mover): Chapter[] {
  const own = parts.filter(({ component }) => mover.managed.includes(component))
  const preparation = before({ to }, own, mover)
  const chapters = [
    { ...preparation, lines: [...preparation.lines, ...leftToOthers(parts, own)] },
    { title: 'What changes for tenants', lines: told(own, 'tenants'), commands: [] },
    { title: 'What does not work for a while', lines: told(own, 'downtime'), commands: [] },
    merged(mover),
    replaced(own, mover),
    anew(own, mover),
    webhooks(own, mover),
    after(own)
  ]
  return chapters.filter(({ lines, commands }) => lines.length + commands.length > 0)
}

function told(parts: readonly UpgradePart[], what: 'tenants' | 'downtime'): string[] {
  return parts.flatMap(part => part[what].map(line => `${part.component}: ${line}`))
}

const isKind = (object: string) => object.startsWith('CustomResourceDefinition ')

function goneOf(parts: readonly UpgradePart[]): string[] {
  return parts.flatMap(({ gone }) => Object.keys(gone))
}

/** What is in the same change as the release, or comes first. */
function before(
  { to }: Pick<Upgrade, 'to'>,
  parts: readonly UpgradePart[],
  { name, managed }: Mover
): Chapter {
  const kinds = goneOf(parts)
    .filter(isKind)
    .map(object => object.replace(/^\S+ /, ''))
  const lost = kinds.map(
    kind => `the kind \`${kind}\` goes with all its objects: see that nobody has one`
  )
  return {
    title: 'Before the change is merged',
    lines: [
      ...keeping(managed),
      `the roots in \`kustomize/clusters/${name}/\` move to the release in the same change, by \`npx tenantry roots\`; what you added to them stays, and has to fit the new release`,
      `if \`kustomize/upstream/\` has copies of releases, \`npx tenantry vendor ${to}\` makes the one of this release first`,
      ...lost
    ],
    commands: [
      'npx tenantry generate && npx tenantry roots && npx tenantry check && npx tenantry conform',
      ...kinds.map(kind => `kubectl get ${kind} --all-namespaces`)
    ]
  }
}

/** The components that store something in a database. */
const storing: readonly ComponentName[] = ['pipelines', 'katib']

function keeping(managed: readonly ComponentName[]): string[] {
  const names = storing.filter(name => managed.includes(name))
  if (names.length === 0) return ['there is no way back']
  return [
    `there is no way back, because programs change what they have stored: make a copy of what ${andList(names)} store in databases first`
  ]
}

/** What to look at while the engine works. */
function merged({ flux, argocd }: Mover): Chapter {
  if (!flux && !argocd) return nothing
  return {
    title: 'When the change is merged',
    lines: [
      ...(flux
        ? [
            'Flux applies one component after the other; the cluster is there once all of them are ready at the new commit',
            'what fails is tried again every two minutes, and those that need it wait; the message says why'
          ]
        : []),
      ...(argocd
        ? ['with Argo CD, the cluster is there once all Applications are synced and healthy']
        : [])
    ],
    commands: [
      ...(flux
        ? ['kubectl get kustomizations.kustomize.toolkit.fluxcd.io --namespace flux-system']
        : []),
      ...(argocd ? ['kubectl get applications.argoproj.io --namespace argocd'] : [])
    ]
  }
}

function replaced(parts: readonly UpgradePart[], { prune }: Mover): Chapter {
  const pairs = parts.flatMap(({ gone }) => Object.entries(gone))
  if (pairs.length === 0) return nothing
  const who = prune
    ? 'the engine deletes the old objects after it has applied the new ones; `gitops.prune` says so'
    : 'nobody deletes the old objects, because `gitops.prune` is off: delete them once the new ones run, those of webhooks first'
  const lines = pairs.map(([old, now]) => `${old} -> ${now ?? 'nothing'}`)
  const blocking = parts.flatMap(part => part.webhooks.map(({ object }) => object))
  const rest = pairs.map(([old]) => old).filter(old => !isKind(old) && !blocking.includes(old))
  return {
    title: 'Objects that go, and what comes in their place',
    lines: [who, ...lines],
    commands: prune ? [] : kubectl('delete', [...blocking, ...rest])
  }
}

function anew(parts: readonly UpgradePart[], { flux, argocd }: Mover): Chapter {
  const all = parts.flatMap(part => part.anew)
  if (all.length === 0) return nothing
  const byHand = argocd || !flux
  const lines = [
    ...all.map(({ object, field }) => `${object}: \`${field}\` cannot change`),
    ...(flux ? ['Flux deletes them and makes them anew, because an annotation says so'] : []),
    ...(argocd
      ? ['Argo CD cannot: once it fails to apply them, delete them, and it makes them anew']
      : []),
    ...(flux || argocd ? [] : ['delete them before you apply the new ones'])
  ]
  return {
    title: 'Objects that have to be made anew',
    lines,
    commands: byHand
      ? kubectl(
          'delete',
          all.map(({ object }) => object)
        )
      : []
  }
}

function webhooks(parts: readonly UpgradePart[], { prune }: Mover): Chapter {
  const all = parts.flatMap(part => part.webhooks)
  if (all.length === 0) return nothing
  return {
    title: 'Webhooks that would block',
    lines: [
      ...all.map(({ object, blocks }) => {
        return `${object} refuses ${blocks} while it is there and its server is gone`
      }),
      ...(prune ? ['the engine deletes it with its server; if that fails, this does'] : [])
    ],
    commands: kubectl(
      'delete',
      all.map(({ object }) => object)
    )
  }
}

function after(parts: readonly UpgradePart[]): Chapter {
  const gone = goneOf(parts).filter(object => !isKind(object))
  if (gone.length === 0) return nothing
  return {
    title: 'Afterwards',
    lines: ['these print nothing once everything old is gone; what they print may be deleted'],
    commands: kubectl('get', gone)
  }
}

const nothing: Chapter = { title: '', lines: [], commands: [] }

/** What is said where no way is known. */
export function noWay(from: Version, to: Version): string {
  return `there is no way back from Kubeflow ${from} to ${to}: what programs have stored is not turned back`
}

/** The components that others move. */
function leftToOthers(parts: readonly UpgradePart[], own: readonly UpgradePart[]): string[] {
  const names = parts.filter(part => !own.includes(part)).map(({ component }) => component)
  return names.length === 0 ? [] : [`whoever installs ${andList(names)} here moves them too`]
}
