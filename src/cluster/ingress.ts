import type { Static } from 'typebox'
import { choice, fields, list, text } from '../schema/fields.ts'
import { type Filled, filled } from '../schema/filled.ts'

const albSchema = fields(
  {
    certificate: text('certificate-arn', {
      description: 'ARN of the certificate in ACM for the `domain` of the cluster.',
      examples: ['arn:aws:acm:eu-central-1:111122223333:certificate/0aaa-1bbb']
    }),
    scheme: choice(['internal', 'internet-facing'], {
      description:
        'Where it can be reached from: the VPC and the networks connected to it, or the internet.',
      default: 'internal'
    }),
    subnets: list(text('cidr'), {
      description:
        'Address ranges of the subnets that the load balancer is in. Only from there is the ' +
        'gateway reachable.',
      examples: [['10.0.0.0/20', '10.0.16.0/20']]
    }),
    waf: text('acl-arn', {
      description: 'ARN of a web ACL of AWS WAF that requests must pass. Without it there is none.',
      examples: ['arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/kubeflow/0aaa-1bbb']
    }),
    from: list(text('cidr'), {
      description:
        'Address ranges that may connect, such as those of your offices. Without it, anybody who ' +
        'can reach it may.',
      examples: [['203.0.113.0/24']]
    })
  },
  {
    required: ['certificate', 'subnets'],
    description:
      'An Application Load Balancer before the gateway of Kubeflow, which ends TLS and sends ' +
      'port 80 to 443. You install the AWS Load Balancer Controller yourself. Without it, you ' +
      'make the way in yourself.',
    examples: [
      {
        certificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/0aaa-1bbb',
        subnets: ['10.0.0.0/20', '10.0.16.0/20']
      }
    ]
  }
)

export const ingress = fields(
  { alb: albSchema },
  {
    description: 'How people reach the gateway. Without it, you make the way in yourself.',
    examples: [
      {
        alb: {
          certificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/0aaa-1bbb',
          scheme: 'internal',
          subnets: ['10.0.0.0/20', '10.0.16.0/20']
        }
      }
    ]
  }
)

export interface Ingress {
  readonly alb: Alb | null
}

export type Alb = Omit<Filled<typeof albSchema>, 'from'> & {
  /** Empty for any address. */
  readonly from: readonly string[]
}

export function ingressOf({ alb }: Static<typeof ingress> = {}): Ingress {
  return { alb: alb ? { ...filled(albSchema, alb), from: alb.from ?? [] } : null }
}
