import type { Static } from 'typebox'
import { fields, text } from '../schema/fields.ts'
import { type Filled, filled } from '../schema/filled.ts'

const publicSchema = fields(
  {
    host: text('host', {
      description:
        'Their host. Not the `domain` of the cluster nor one below it, because what a model answers ' +
        'must not run as a page of Kubeflow. Browsers run no script that a model answers with, so ' +
        'the host may be in the same domain as Kubeflow, such as `example.com`.',
      examples: ['models.example.com']
    }),
    certificate: text('certificate-arn', {
      description:
        'With `ingress.alb`, the ARN of the certificate in ACM for this host. Without it, the ' +
        'certificate of `ingress.alb` must be for this host too.',
      examples: ['arn:aws:acm:eu-central-1:111122223333:certificate/0eee-1fff']
    })
  },
  {
    required: ['host'],
    description:
      'Where the public models of tenants answer without signing in: at ' +
      '`https://<host>/serving/<tenant>/<model>/`. Nothing else answers there. Without it, no ' +
      'tenant may have public models.',
    examples: [{ host: 'models.example.com' }]
  }
)

export const serving = fields(
  {
    public: publicSchema,
    domain: text('host', {
      description:
        'The domain below which each model has a host of its own. Without it, the `domain` of ' +
        'the cluster.',
      examples: ['models.example.com']
    })
  },
  {
    description:
      'Models that KServe serves, and under which names they answer. Without it, they answer ' +
      'within the cluster only, below its `domain`.',
    examples: [{ public: { host: 'models.example.com' } }]
  }
)

export interface ClusterServing {
  /** `null` if models answer nobody who has not signed in. */
  readonly public: Filled<typeof publicSchema> | null
}

export function servingOf(file: Static<typeof serving> = {}): ClusterServing {
  return { public: file.public ? filled(publicSchema, file.public) : null }
}

interface Sections {
  readonly serving?: Static<typeof serving>
  readonly domain: string
}

/** The domain in which each model has its own host. */
export function modelDomain({ serving, domain }: Sections): string {
  return serving?.domain ?? domain
}
