import { own } from '../../src/values/lookup.ts'
import type { Manifest } from '../objects/manifest.ts'
import { keySecret } from '../objects/s3-access.ts'
import { nobody } from '../tenant/owner.ts'
import { nameOf } from '../verify/invariants.ts'

type Fields = Readonly<Record<string, unknown>>

/** What stays behind when an object is removed from git or changes. */
export function leftBy(was: Manifest, is: Manifest | undefined): string[] {
  const kept = own(kinds, was.kind)?.(was, is)
  const { annotations } = was.metadata
  const isKept = !is && annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'
  return [...(isKept ? [`\`${nameOf(was)}\``] : []), ...(kept ?? [])]
}

const kinds: Readonly<
  Record<string, (was: Manifest, is: Manifest | undefined) => readonly string[]>
> = {
  ConfigMap: (was, is) => {
    const [before, after] = [rootIn(was), rootIn(is)]
    return before === null || before === after ? [] : [`artifacts in \`${before}\``]
  },
  ExternalSecret: (was, is) => {
    if (is) return []
    const user = was.metadata.name === keySecret ? ', and the IAM user whose key it is' : ''
    return remoteKeys(was).map(key => `\`${key}\` in the secret store${user}`)
  },
  PersistentVolume: ({ spec }, is) => {
    const { volumeHandle } = at(spec, 'csi')
    return is ? [] : [`the files in \`${volumeHandle}\` of EFS`]
  },
  PersistentVolumeClaim: ({ metadata, spec }, is) => {
    const isMade = at(spec).volumeName === undefined
    return is || !isMade
      ? []
      : [`the disk of claim \`${metadata.name}\`, if its class retains disks`]
  },
  // A quota rejects new pods but does not stop running ones.
  Profile: (was, is) => {
    const [before, after] = [ownerIn(was), ownerIn(is)]
    if (after !== nobody || before === nobody) return []
    return [`running pods, until \`kubectl --namespace ${was.metadata.name} delete pods --all\``]
  },
  Role: ({ spec, metadata }, is) => {
    const isRetained = metadata.annotations?.['services.k8s.aws/deletion-policy'] === 'retain'
    return is || !isRetained ? [] : [`AWS role \`${at(spec).name}\``]
  }
}

/** Where the tenant's pipelines store artifacts, if this object says so. */
function rootIn(manifest: Manifest | undefined): string | null {
  const root = at(manifest, 'data').defaultPipelineRoot
  return typeof root === 'string' ? root.replace(/\/v2\/artifacts$/, '') : null
}

function ownerIn(manifest: Manifest | undefined): unknown {
  return at(at(manifest, 'spec').owner).name
}

/** Only the tenant's own secrets; shared ones stay in use. */
function remoteKeys({ metadata, spec }: Manifest): string[] {
  const { data, dataFrom } = at(spec)
  const references = [
    ...list(data).map(item => at(item, 'remoteRef')),
    ...list(dataFrom).map(item => at(item, 'extract'))
  ]
  const keys = references.map(({ key }) => String(key))
  return [...new Set(keys)].filter(key => key.includes(`/${metadata.namespace}/`))
}

function at(value: unknown, field?: string): Fields {
  const fields = (value ?? {}) as Fields
  return field === undefined ? fields : at(fields[field])
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
