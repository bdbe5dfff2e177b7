import type { Static } from 'typebox'
import { choice, fields, list, text } from '../fields.ts'

const alb = fields(
  {
    certificate: text('certificate-arn', { description: 'Of ACM' }),
    scheme: choice(['internal', 'internet-facing'], { default: 'internal' }),
    subnets: list(text('cidr'), { description: "The load balancer's ranges" }),
    waf: text('acl-arn', { description: 'A web ACL' }),
    from: list(text('cidr'), { description: 'Who may connect; everybody if left out' })
  },
  { required: ['certificate', 'subnets'], description: 'An application load balancer' }
)

export const ingress = fields({ alb }, { description: 'How people get in' })

export interface Ingress {
  readonly alb: Alb | null
}

/** No web ACL is the empty string; no ranges in `from` stand for all. */
export type Alb = Required<Static<typeof alb>>

export function ingressOf({ alb }: Static<typeof ingress> = {}): Ingress {
  return { alb: alb ? { scheme: 'internal', waf: '', from: [], ...alb } : null }
}
