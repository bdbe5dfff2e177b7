import type { Span } from '../../src/diagnostics/source.ts'
import type { Role } from '../../src/model/members.ts'

/** One grant to one subject. Somebody who is let in through two entries has two rights. */
export interface Right {
  readonly who: Subject
  readonly cluster: string
  /** `null` for all tenants of the cluster. */
  readonly tenant: string | null
  /** Empty for those who only call something. */
  readonly role: Role | ''
  readonly notebooks: boolean
  /** The last day, if there is one. */
  readonly until: string | null
  readonly way: Way
  readonly reach: Reach
  /** The place that grants it. */
  readonly at: Span
}

export interface Subject {
  readonly kind: 'person' | 'workload' | 'anyone'
  /** An e-mail, `namespace/account`, or `anyone`. */
  readonly name: string
}

/**
 * How somebody got in. The table of access lists all but `account`, an account of the tenant's own,
 * and `engine`, who writes what is in git.
 */
type Way =
  | 'owner'
  | 'user'
  | `group:${string}`
  | `team:${string}`
  | 'serviceAccount'
  | 'tenant'
  | 'network'
  | 'serving'
  | `public:${string}`
  | 'kubeflow'
  | 'platform'
  | 'account'
  | 'engine'

export interface Reach {
  /** What is bound in Kubernetes. */
  readonly kubernetes: Bound | null
  /** What the mesh opens. */
  readonly mesh: readonly Door[]
  /** What AWS allows, through an account of the tenant or the user whose key its pipelines use. */
  readonly aws: readonly AwsReach[]
}

/** A ClusterRole, and the binding that gives it. */
interface Bound {
  readonly binding: string
  readonly role: string
}

/** What one AuthorizationPolicy opens. */
export interface Door {
  readonly policy: string
  readonly to: Opened
}

/**
 * Through the gateway, `notebooks` and all other pages, and `pipelines`; through the gateway of models,
 * `models` or one of them; from pod to pod, `pods`, or `services`, which leaves out notebooks.
 */
type Opened = 'notebooks' | 'pipelines' | 'models' | `model ${string}` | 'pods' | 'services'

export interface AwsReach {
  /** An account, or the name of an IAM user. */
  readonly through: string
  readonly grants: readonly AwsGrant[]
  /** Roles and policies that are only known by their ARN. */
  readonly others: readonly string[]
}

/** Actions, and the ARNs on which they are allowed. */
export interface AwsGrant {
  readonly actions: readonly string[]
  readonly places: readonly string[]
}
