/** Older operators fill in these defaults, and Argo CD would report that as a difference forever. */
export const plain: Omit<Remote, 'key'> = {
  conversionStrategy: 'Default',
  decodingStrategy: 'None',
  metadataPolicy: 'None'
}
/** The fields that we use; the published types require a newer Node. */
export interface SecretStore {
  readonly apiVersion: 'external-secrets.io/v1'
  readonly kind: 'SecretStore'
  readonly spec: {
    readonly provider: {
      readonly aws: {
        readonly service: 'SecretsManager' | 'ParameterStore'
        readonly region: string
        readonly auth: { readonly jwt: { readonly serviceAccountRef: { readonly name: string } } }
      }
    }
  }
}

export interface ExternalSecret {
  readonly apiVersion: 'external-secrets.io/v1'
  readonly kind: 'ExternalSecret'
  readonly spec: Content & {
    readonly refreshInterval: string
    readonly secretStoreRef: { readonly kind: 'SecretStore'; readonly name: string }
    readonly target: {
      readonly name: string
      readonly creationPolicy: 'Owner'
      readonly deletionPolicy: 'Retain'
    }
  }
}

/** All keys of a remote secret, or some of them. */
export interface Content {
  readonly data?: readonly { readonly secretKey: string; readonly remoteRef: Remote }[]
  readonly dataFrom?: readonly { readonly extract: Remote }[]
}

interface Remote {
  readonly key: string
  readonly property?: string
  readonly conversionStrategy: 'Default'
  readonly decodingStrategy: 'None'
  readonly metadataPolicy: 'None'
}
