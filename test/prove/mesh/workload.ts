import type { Thing } from '../../overlay/thing.ts'

type Labels = Readonly<Record<string, string>>

/** A pod whose proxy is asked, or asks. */
export interface Workload {
  readonly name: string
  readonly namespace: string
  readonly account: string
  readonly labels: Labels
  readonly ip: string
  /** A proxy at the edge, with routes instead of a program beside it. */
  readonly gateway: boolean
  /** Where Envoy listens for it; the port of a gateway follows a dot. */
  readonly socket: string
}

/** One of many pods, each at an address of its own; their sockets begin alike. */
export function workload(
  index: number,
  place: string,
  of: Pick<Workload, 'namespace' | 'account' | 'labels'> & { readonly gateway?: boolean }
): Workload {
  return {
    gateway: false,
    ...of,
    name: `pod-${index}`,
    ip: `10.100.${index >> 8}.${index & 255}`,
    socket: `${place}${index}`
  }
}

/** The pod itself, as running. */
export function podOf({ name, namespace, labels, account, ip }: Workload): Thing {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { serviceAccountName: account, containers: [{ name: 'main' }] },
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: 'Ready', status: 'True' }]
    }
  }
}

interface Served {
  readonly namespace: string
  readonly name: string
  readonly selector: Labels
  /** From the port of the Service to that of the pod, by name. */
  readonly ports: Readonly<Record<string, readonly [number, number]>>
}

export function serviceOf({ namespace, name, selector, ports }: Served): Thing {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      selector,
      ports: Object.entries(ports).map(([name, [port, targetPort]]) => ({ name, port, targetPort }))
    }
  }
}
