import { fields, flag, text } from '../schema/fields.ts'

export const monitoring = fields(
  {
    prometheus: flag({
      description:
        'Whether Flux or Argo CD installs Prometheus and Grafana (the chart ' +
        '`kube-prometheus-stack`), with a page on quotas and a warning at 90 % of one.',
      default: false
    }),
    namespace: text('label', {
      description:
        'The namespace of Prometheus, from which the pods of every tenant can then be reached ' +
        'for their metrics.',
      default: 'monitoring',
      examples: ['prometheus']
    }),
    workspace: text('line', {
      description:
        'ID of a workspace of Amazon Managed Prometheus to which everything is sent as well. ' +
        'Without it, metrics stay in the cluster. It needs `prometheus: true`.',
      examples: ['ws-0123abcd-4567-89ef-0123-456789abcdef']
    })
  },
  {
    description:
      'Monitoring of Kubeflow and of how much of their quotas tenants use. Without it, nothing ' +
      'is installed.',
    examples: [{ prometheus: true, namespace: 'monitoring' }]
  }
)

const agent = `public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:3.3.2299.0@sha256:${'0123456789abcdef'.repeat(4)}`

export const ssmAgent = fields(
  {
    image: text('pinned', {
      description:
        'The image of the agent, with its digest: it may do anything on every node, so it must ' +
        'be known which one it is.',
      examples: [agent]
    })
  },
  {
    required: ['image'],
    description:
      'Runs the agent of AWS Systems Manager on every node, for nodes whose image does not bring ' +
      'it along. Without it, nothing is installed.',
    examples: [{ image: agent }]
  }
)
