/** What a sidecar knows about a request. */
export interface Request {
  /** From the caller's certificate: `cluster.local/ns/<namespace>/sa/<account>`; missing outside the mesh. */
  readonly principal?: string
  /** From a verified token: `<issuer>/<subject>`. */
  readonly requestPrincipal?: string
  readonly claims?: Readonly<Record<string, string>>
  readonly ip?: string
  readonly port: number
  /** Missing for plain TCP. */
  readonly http?: {
    readonly method: string
    readonly path: string
    readonly host?: string
    /** With lower-case names. */
    readonly headers?: Readonly<Record<string, string>>
  }
}

/** The target of a request. */
export interface Workload {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

/** The namespace in a certificate's identity. */
export function namespaceOf(principal: string | undefined): string | undefined {
  return /^[^/]+\/ns\/([^/]+)\/sa\/[^/]+$/.exec(principal ?? '')?.[1]
}
