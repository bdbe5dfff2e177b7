/** An IAM policy, with the keys in the order of AWS's own documents. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: Readonly<Record<string, string>>
  readonly Action?: string | readonly string[]
  /** All actions but these, in place of `Action`. */
  readonly NotAction?: readonly string[]
  readonly Resource?: readonly string[]
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >
}

/** IAM's limits in characters. AWS raises the limit for trust policies on request. */
export const policyLimits = { trust: 2048, managed: 6144, inline: 10240 } as const

export function policy(statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements }
}

/** On one line, for use inside an object. */
export function policyText(document: PolicyDocument): string {
  return JSON.stringify(document)
}

/** IAM does not count white space. */
export function policyLength(document: PolicyDocument): number {
  return policyText(document).replace(/\s/g, '').length
}

/** Sorted and without duplicates, so that equal grants give equal bytes. */
export function listed(values: Iterable<string>): string[] {
  return [...new Set(values)].sort()
}
