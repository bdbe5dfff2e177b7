import { listAt, mapAt, pick, textAt, textsAt } from '../../src/imports/dump/pick.ts'
import type { Tenant } from '../../src/model/tenant.ts'

/** What `baseline` lets containers add (kubernetes.io/docs/concepts/security/pod-security-standards). */
const capabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT'
]

/** What `restricted` lets pods mount. */
const volumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret'
]

/** Why a pod would be refused, in a few words each. */
export function violations(spec: unknown, level: Tenant['podSecurity']): string[] {
  if (level === 'privileged') return []
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap(field =>
    listAt(spec, field)
  )
  const base = [...ofHost(spec), ...containers.flatMap(ofContainer)]
  return level === 'baseline' ? base : [...base, ...strictly(spec, containers)]
}

function ofHost(spec: unknown): string[] {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter(field => pick(spec, field) === true)
  const paths = listAt(spec, 'volumes').filter(volume => pick(volume, 'hostPath') !== undefined)
  const profile = textAt(spec, 'securityContext', 'seccompProfile', 'type')
  return [
    ...shared.map(field => `it sets \`${field}\``),
    ...paths.map(volume => `volume \`${textAt(volume, 'name')}\` is a folder of the node`),
    ...(profile === 'Unconfined' ? ['it has no seccomp profile'] : [])
  ]
}

function ofContainer(container: unknown): string[] {
  const name = `container \`${textAt(container, 'name')}\``
  const added = textsAt(container, 'securityContext', 'capabilities', 'add')
  const tooMuch = added.filter(each => !capabilities.includes(each))
  const ports = listAt(container, 'ports').filter(port => Number(pick(port, 'hostPort') ?? 0) > 0)
  const profile = textAt(container, 'securityContext', 'seccompProfile', 'type')
  return [
    ...(pick(container, 'securityContext', 'privileged') === true ? [`${name} is privileged`] : []),
    ...tooMuch.map(each => `${name} adds \`${each}\``),
    ...(ports.length > 0 ? [`${name} takes a port of the node`] : []),
    ...(profile === 'Unconfined' ? [`${name} has no seccomp profile`] : [])
  ]
}

function strictly(spec: unknown, containers: readonly unknown[]): string[] {
  const others = listAt(spec, 'volumes').filter(volume => {
    return !Object.keys(mapAt(volume)).some(field => volumes.includes(field))
  })
  const ofAll = pick(spec, 'securityContext', 'runAsNonRoot') === true
  const profiled = textAt(spec, 'securityContext', 'seccompProfile', 'type') !== ''
  return [
    ...others.map(
      volume => `volume \`${textAt(volume, 'name')}\` is of a kind that is not allowed`
    ),
    ...containers.flatMap(container => strict(container, { ofAll, profiled }))
  ]
}

function strict(
  container: unknown,
  { ofAll, profiled }: { ofAll: boolean; profiled: boolean }
): string[] {
  const name = `container \`${textAt(container, 'name')}\``
  const context = mapAt(container, 'securityContext')
  const dropped = textsAt(context, 'capabilities', 'drop')
  const hasProfile = profiled || textAt(context, 'seccompProfile', 'type') !== ''
  const isPlain = pick(context, 'runAsNonRoot') ?? ofAll
  return [
    ...(isPlain === true ? [] : [`${name} may run as root`]),
    ...(context.allowPrivilegeEscalation === false ? [] : [`${name} may gain privileges`]),
    ...(dropped.includes('ALL') ? [] : [`${name} keeps capabilities`]),
    ...(hasProfile ? [] : [`${name} has no seccomp profile`])
  ]
}
