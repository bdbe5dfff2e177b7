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
