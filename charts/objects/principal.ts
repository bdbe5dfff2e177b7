/** The identity that Istio derives from the certificate of a service account's pods. */
export function principal(namespace: string, account: string): string {
  return `cluster.local/ns/${namespace}/sa/${account}`
}
