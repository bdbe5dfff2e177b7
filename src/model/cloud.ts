import type { PolicyDocument } from '../aws/iam.ts'
import type { Place } from '../aws/s3.ts'

/** An AWS role that Tenantry defines. */
export interface AwsRole {
  readonly name: string
  readonly arn: string
  /** The service accounts that may take it. */
  readonly accounts: readonly string[]
  readonly trust: PolicyDocument
  /** Nothing where all it may do comes from `policies`. */
  readonly permissions: PolicyDocument | null
  readonly policies: readonly string[]
}

export interface TenantAws {
  readonly read: readonly Place[]
  readonly write: readonly Place[]
  readonly policies: readonly Named[]
  /** `default-editor` and the others that get the role. */
  readonly accounts: readonly string[]
  /** An existing role that replaces the tenant's own, if it names one. */
  readonly role: Named | null
  /** The role of the workloads, if they need one. */
  readonly workloads: AwsRole | null
  /** The role of the account that reads the tenant's secrets, if it has any. */
  readonly secrets: AwsRole | null
}

export interface Named {
  readonly name: string
  readonly arn: string
}

export interface TenantPipelines {
  readonly enabled: boolean
  readonly env: 'aws' | 'default'
  /** The bucket's name in the cluster's file, and in AWS. */
  readonly bucket: string
  readonly bucketName: string
  /** The tenant's own place in it. */
  readonly prefix: string
}
