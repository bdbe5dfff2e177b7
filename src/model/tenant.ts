export interface Pair {
  readonly key: string
  readonly value: string
}

export interface Environment {
  readonly name: string
  readonly description: string
  readonly variables: readonly Pair[]
  readonly secrets: readonly Mounted[]
  readonly volumes: readonly Mounted[]
  readonly tolerations: readonly Toleration[]
  readonly serviceAccount: string
  readonly pipelines: boolean
}

export interface Mounted {
  readonly name: string
  /** The empty string for a secret whose keys become variables. */
  readonly mount: string
  readonly readOnly: boolean
}

export interface Toleration {
  readonly key: string
  readonly operator: 'Equal' | 'Exists'
  readonly value: string
  readonly effect: string
}

export interface Secret {
  readonly name: string
  /** As it is written. */
  readonly from: string
  /** Below the place of all tenants' secrets, such as `fraud/snowflake`. */
  readonly path: string
  /** As the secret store knows it. */
  readonly remote: string
  /** Key here, property there; empty for all. */
  readonly keys: readonly Pair[]
}

export interface Volume {
  readonly name: string
  readonly size: string
  readonly mode: 'readWrite' | 'readOnly'
  readonly share: Share | null
  /** The empty string for the cluster's default. */
  readonly class: string
  /** Whether several nodes may use it. */
  readonly many: boolean
}

export interface Share {
  readonly name: string
  readonly handle: string
}

export interface Pool {
  readonly name: string
  readonly spot: boolean
  readonly gpu: boolean
  readonly taint: Toleration | null
}
