import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Account, makeTokens, type Tokens, tokenFile } from './account.ts'
import { leash, type Running } from './child-process.ts'
import { freePorts } from './port.ts'
import { controllerFlags, etcdFlags, serverFlags } from './program-flags.ts'
import { ready } from './ready.ts'

type Stop = () => Promise<void>
type Environment = Readonly<Record<string, string>>

/** Another program that works with the API server. */
interface Guest {
  readonly program: string
  readonly account: Account
  readonly args: readonly string[]
  readonly env?: Environment
}

/** A private control plane that listens on this machine only. */
export interface Plane {
  readonly url: string
  /** In PEM; the server generated it. */
  readonly certificate: string
  readonly tokens: Tokens
  readonly folder: string
  /** Writes a file by which kubectl signs in, with the context `proof`, and returns its path. */
  readonly kubeconfig: (account: Account) => string
  /** Starts a program with KUBECONFIG set; returns a function that stops it. */
  readonly start: (guest: Guest) => Stop
  /** Throws if one of the programs has exited. */
  readonly check: () => void
  /** Stops everything and keeps the data. */
  readonly halt: Stop
  readonly stop: Stop
}

/**
 * Starts etcd, the API server and the controllers. The folder is for this plane alone; its `etcd` may
 * hold the data of an earlier one.
 */
export async function startPlane(folder: string, program: string): Promise<Plane> {
  const [etcd = 0, peers = 0, server = 0] = await freePorts(3)
  const url = `https://127.0.0.1:${server}`
  const tokens = makeTokens()
  prepare(folder, tokens)
  const { start, check, halt } = pack(folder, program)
  const stop = async () => {
    await halt()
    rmSync(folder, { recursive: true, force: true })
  }
  start('etcd', etcdFlags(folder, etcd, peers))
  start('kube-apiserver', serverFlags(folder, etcd, server))
  const place = join(folder, 'tls/apiserver.crt')
  try {
    await ready({ url, place, token: tokens.root, check })
  } catch (error) {
    await stop()
    throw error
  }
  const certificate = readFileSync(place, 'utf8')
  const kubeconfig = (account: Account) => {
    const file = join(folder, `${account}.kubeconfig`)
    writeFileSync(file, kubeconfigOf(url, certificate, tokens[account]), { mode: 0o600 })
    return file
  }
  start('kube-controller-manager', controllerFlags(folder, kubeconfig('controllers')))
  const other: Plane['start'] = ({ program, account, args, env }) =>
    start(program, args, { KUBECONFIG: kubeconfig(account), TMPDIR: folder, ...env })
  return {
    url,
    certificate,
    tokens,
    folder,
    kubeconfig,
    start: other,
    check,
    halt,
    stop
  }
}

/** Starts programs one by one, and stops them together in reverse order. */
function pack(folder: string, holder: string) {
  const running: Running[] = []
  return {
    start: (name: string, args: readonly string[], env: Environment = {}) => {
      const log = join(
        folder,
        `${[basename(name), ...args.slice(0, 1).filter(isWord)].join('-')}.log`
      )
      const one = leash({ holder, args: [name, ...args], env, log })
      running.push(one)
      return async () => {
        running.splice(running.indexOf(one), 1)
        await one.stop()
      }
    },
    check: () => {
      for (const each of running) each.check()
    },
    halt: async () => {
      for (const each of running.splice(0).reverse()) await each.stop()
    }
  }
}

/** A subcommand, not a flag. */
function isWord(argument: string): boolean {
  return !argument.startsWith('-')
}

/** Writes keys and tokens, which are valid as long as the folder exists. */
function prepare(folder: string, tokens: Tokens): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'sec1', format: 'pem' }
  })
  writeFileSync(join(folder, 'accounts.pub'), publicKey)
  writeFileSync(join(folder, 'accounts.key'), privateKey, { mode: 0o600 })
  writeFileSync(join(folder, 'tokens.csv'), tokenFile(tokens), { mode: 0o600 })
}

/** Writes JSON, because every JSON document is YAML. */
function kubeconfigOf(server: string, certificate: string, token: string): string {
  const data = Buffer.from(certificate).toString('base64')
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'proof', cluster: { server, 'certificate-authority-data': data } }],
    users: [{ name: 'proof', user: { token } }],
    contexts: [{ name: 'proof', context: { cluster: 'proof', user: 'proof' } }],
    'current-context': 'proof'
  })
}
