import { ask, lastLine } from '../system/kubectl.ts'
import { Refusal } from '../system/refusal.ts'

/** An object as the API server tells it. */
export interface Seen {
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly spec?: Readonly<Record<string, unknown>>
  readonly status?: Readonly<Record<string, unknown>>
  readonly data?: Readonly<Record<string, string>>
}

/** Asks a cluster and changes nothing. */
export interface Kubectl {
  /** The objects of a kind everywhere; nothing where the cluster does not know the kind. */
  readonly all: (resource: string) => readonly Seen[] | undefined
  /** The version of the server, such as `1.33`. */
  readonly version: () => string
}

export function kubectl(context: string | undefined): Kubectl {
  return {
    all: resource => {
      const { status, stdout, stderr } = ask(context, ['get', resource, '--all-namespaces'])
      if (status === 0) return JSON.parse(stdout).items
      if (/the server doesn't have a resource type/.test(stderr ?? '')) return undefined
      throw refused(`get ${resource}`, stderr)
    },
    version: () => {
      // `kubectl version` fails where it does not know the form of the server's own version.
      const { status, stdout, stderr } = ask(context, ['get', '--raw', '/version'])
      if (status !== 0) throw refused('get --raw /version', stderr)
      const { major, minor } = JSON.parse(stdout)
      return `${major}.${Number.parseInt(minor, 10)}`
    }
  }
}

function refused(what: string, stderr: string | null): Refusal {
  const reason = lastLine(stderr) ?? 'there is no kubectl on the PATH'
  return new Refusal(`kubectl cannot do \`${what}\`: ${reason}`)
}
