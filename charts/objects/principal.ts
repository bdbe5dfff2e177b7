/** What Istio calls a service account, by the certificate that its pods have. */
export function principal(namespace: string, account: string): string {
  return `cluster.local/ns/${namespace}/sa/${account}`
}
