import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../../../scripts/prove/account.ts'
import type { Plane } from '../../../scripts/prove/control-plane.ts'
import { freePorts } from '../../../scripts/prove/port.ts'
import { programOf } from '../../../scripts/prove/program.ts'
import { findTool } from '../../../scripts/system/tool.ts'
import { home, sourceOfArgocd } from './argocd-install.ts'

const host = '127.0.0.1'

/** Starts Argo CD's programs, which need its manifests. Returns what stops them. */
export async function startArgocd(plane: Plane): Promise<() => Promise<void>> {
  const [redis = 0, builds = 0, ...others] = await freePorts(7)
  const [metrics = 0, ...rest] = others
  const folder = join(plane.folder, 'argocd')
  const env = { ...settings, HOME: folder, PATH: pathOf(folder) }
  const start = (account: Account, args: readonly string[]) =>
    plane.start({ program: programOf('argocd').path, account, args, env })
  const cache = `${host}:${redis}`
  const stops = [
    plane.start({
      program: findTool('redis-server').path,
      account: 'argocd',
      args: ['--bind', host, '--port', `${redis}`, '--save', '', '--dir', folder]
    }),
    start('argocdBuilds', buildFlags(cache, { port: builds, metrics })),
    start('argocd', applicationFlags(cache, { builds, kubeconfig: plane.kubeconfig('argocd') })),
    start('argocdSets', setFlags(plane.kubeconfig('argocdSets'), [builds, ...rest]))
  ]
  return async () => {
    for (const stop of stops.toReversed()) await stop()
  }
}

const settings = {
  ARGOCD_FAKE_IN_CLUSTER: 'true', // the cluster of KUBECONFIG is the one that Argo CD runs in
  ARGOCD_GPG_ENABLED: 'false',
  ARGOCD_SYNC_WAVE_DELAY: '0'
}

/** The programs that Argo CD calls, under the names by which it does. */
function pathOf(folder: string): string {
  const programs = join(folder, 'bin')
  mkdirSync(programs, { recursive: true })
  symlinkSync(findTool('kustomize').path, join(programs, 'kustomize'))
  const verifier = 'git-verify-wrapper.sh'
  copyFileSync(join(sourceOfArgocd(), 'hack', verifier), join(programs, verifier))
  chmodSync(join(programs, verifier), 0o755)
  return `${programs}:${process.env.PATH}`
}

function buildFlags(redis: string, { port, metrics }: { port: number; metrics: number }) {
  return [
    'repo-server',
    `--address=${host}`,
    `--port=${port}`,
    `--metrics-address=${host}`,
    `--metrics-port=${metrics}`,
    `--redis=${redis}`,
    '--disable-tls',
    '--client-ca-path=',
    '--revision-cache-expiration=5s'
  ]
}

/** The metrics are the only thing in the proof that other machines can reach; no flag changes that. */
function applicationFlags(
  redis: string,
  { builds, kubeconfig }: { builds: number; kubeconfig: string }
) {
  return [
    'application-controller',
    `--kubeconfig=${kubeconfig}`,
    `--namespace=${home}`,
    `--redis=${redis}`,
    `--repo-server=${host}:${builds}`,
    '--repo-server-plaintext',
    '--repo-server-timeout-seconds=300',
    '--metrics-port=0'
  ]
}

function setFlags(kubeconfig: string, [builds, ...ports]: readonly number[]) {
  const flags = ['metrics-addr', 'probe-addr', 'webhook-addr']
  return [
    'applicationset-controller',
    `--kubeconfig=${kubeconfig}`,
    `--namespace=${home}`,
    `--argocd-repo-server=${host}:${builds}`,
    '--repo-server-plaintext',
    ...flags.map((flag, index) => `--${flag}=${host}:${ports[index]}`)
  ]
}
