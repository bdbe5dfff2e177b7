/** A policy of IAM. The keys stand in the order in which AWS's own documents have them. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: Readonly<Record<string, string>>
  readonly Action: string | readonly string[]
  readonly Resource?: readonly string[]
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >
}

/** IAM's limits in characters; the one for trust policies can be raised on request. */
export const policyLimits = { trust: 2048, managed: 6144, inline: 10240 } as const

export function policy(statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements }
}

/** In one line, as it goes into an object. */
export function policyText(document: PolicyDocument): string {
  return JSON.stringify(document)
}

/** As IAM counts: white space is free. */
export function policyLength(document: PolicyDocument): number {
  return policyText(document).replace(/\s/g, '').length
}

/** Sorted and each once: the same grants are the same bytes. */
export function listed(values: Iterable<string>): string[] {
  return [...new Set(values)].sort()
}
