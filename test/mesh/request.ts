/** What a sidecar knows of a request before it lets it in. */
export interface Request {
  /** By the caller's certificate: `cluster.local/ns/<namespace>/sa/<account>`; nothing outside the mesh. */
  readonly principal?: string
  /** By a verified token: `<issuer>/<subject>`. */
  readonly requestPrincipal?: string
  readonly claims?: Readonly<Record<string, string>>
  readonly ip?: string
  readonly port: number
  /** Of HTTP alone; nothing where bytes are passed on as they come. */
  readonly http?: {
    readonly method: string
    readonly path: string
    readonly host?: string
    /** By names in lower case. */
    readonly headers?: Readonly<Record<string, string>>
  }
}

/** Where a request goes. */
export interface Workload {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

/** The namespace that a certificate is of. */
export function namespaceOf(principal: string | undefined): string | undefined {
  return /^[^/]+\/ns\/([^/]+)\/sa\/[^/]+$/.exec(principal ?? '')?.[1]
}
