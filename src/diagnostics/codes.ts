/** Found while reading and parsing files, in `src/files/`, `src/yaml/` and `src/documents/`. */
export const syntax = {
  'missing-file': 'a file that Tenantry cannot do without is not there',
  'invalid-file':
    'a file lies where nobody looks for one of its name, such as `.yml`, or cannot be read',
  'invalid-folder': 'a folder lies where only files belong',
  'invalid-link': 'a symbolic link leads out of the repository, or to no file',
  'invalid-size': 'a file is larger than anyone writes by hand',
  'invalid-encoding': 'a file holds bytes that are not plain UTF-8 text',
  'invalid-name': 'the name of a tenant or cluster is too long, or no DNS label',
  'duplicate-tenant': 'two files name the same tenant',
  'invalid-yaml': 'the text is not YAML',
  'missing-document': 'a file says nothing',
  'invalid-document': 'a file holds several documents, or something else than fields',
  'invalid-nesting': 'values are nested deeper than any field goes',
  'duplicate-key': 'a field is written twice',
  'forbidden-yaml':
    'an alias, an anchor, a merge key or a tag makes the file mean more than it shows',
  'unknown-field': 'a field does not exist here',
  'missing-field': 'a field that must be there is not',
  'conflicting-fields': 'fields exclude each other',
  'invalid-type': 'a value is of another type, such as a list where a name belongs',
  'invalid-value': 'a value is not one of those, or not of the form, that the field takes',
  'invalid-quantity': 'an amount is no Kubernetes quantity',
  'forbidden-subject': 'a grant to everybody, to nobody, or to Kubernetes itself',
  'invalid-date': 'a date is no day of the calendar, written `2027-03-31`',
  'invalid-email': 'a person is no e-mail address',
  'invalid-url': 'a place in S3 is no `s3://bucket/prefix`',
  'invalid-arn': 'an AWS resource name is malformed, or of another service',
  'invalid-cidr': 'an address range is no CIDR block',
  'invalid-pattern': 'a pattern does not compile',
  'invalid-export': 'an export to be imported is malformed, or not whole'
} as const satisfies Sentences

/** Names that refer to nothing. Each code is a rule in `rules/`; these rules run first. */
export const references = {
  'unknown-tenant': 'a tenant that no file defines',
  'unknown-cluster': 'a cluster that has no file',
  'unknown-template': 'a template that common.yaml does not define',
  'unknown-preset': 'a preset that common.yaml does not define',
  'unknown-role': 'a role that neither Kubeflow nor common.yaml knows',
  'unknown-team': 'a team that the directory does not list',
  'unknown-group': 'a group that the directory does not list',
  'unknown-person': 'a person whom the complete directory does not list',
  'unknown-policy': "a policy that the cluster's file does not map to an ARN",
  'unknown-aws-role': "an AWS role that the cluster's file does not map to an ARN",
  'unknown-share': "a share that the cluster's file does not name",
  'unknown-bucket': "a bucket that the cluster's file does not name",
  'unknown-pool': "a node pool that the cluster's file does not name",
  'unknown-class': "a storage class that the cluster's file does not name",
  'unknown-secret': 'an environment uses a secret that the tenant does not declare',
  'unknown-volume': 'an environment uses a volume that the tenant does not declare',
  'unknown-account': 'an environment runs as a service account that the tenant does not have',
  'invalid-cycle': 'a group contains itself'
} as const satisfies Sentences

/** Mistakes in the combination of valid values. Each code is a rule in `rules/`. */
export const rules = {
  'duplicate-member': 'a member is listed twice',
  'duplicate-name': 'two things of a tenant have one name, or something is listed twice',
  'duplicate-role': 'one AWS role serves two tenants',
  'duplicate-share': 'one share serves two tenants',
  'duplicate-sign-in': 'two connectors, or two people, of Dex have one name',
  'conflicting-class': 'a storage class is described twice, and differently',
  'conflicting-email': 'two e-mails differ only in case',
  'conflicting-binding': 'two people get the same binding name in Kubeflow',
  'conflicting-alias': "an alias has the name of one of Kubeflow's roles",
  'conflicting-role-name': 'two AWS roles get the same name',
  'conflicting-grants': 'a member gets two roles of which only one can be meant',
  'conflicting-environments': 'environments cannot be picked together',
  'conflicting-region': "something of AWS is not in its cluster's region",
  'conflicting-account': "something of AWS is not in its cluster's account",
  'missing-people': 'a group or team that is let in has nobody in it',
  'missing-store': 'a tenant has secrets on a cluster that has no secret store',
  'missing-setting': "a cluster's file lacks what another of its settings needs",
  'invalid-resource': 'a quota has a line that Kubernetes refuses, or never counts',
  'invalid-unit': 'an amount of memory or disk space has no unit, or cores have one',
  'invalid-quota': 'a quota has no room for one notebook',
  'invalid-limits': 'limits contradict each other or the quota, or let no pod start',
  'invalid-volume': 'a volume has no size, or can never be filled',
  'invalid-notebooks': 'no notebook would start, or it would be stopped too soon',
  'invalid-pool': 'a node pool has no nodes that are what it says',
  'invalid-trust': 'a trust policy is longer than AWS allows',
  'invalid-role-name': "an AWS role's name is longer than AWS allows",
  'invalid-permissions': 'what an AWS role may do is longer than AWS allows',
  'invalid-person': 'a group stands where a person belongs',
  'invalid-binding': "what Kubeflow would call a person's role is longer than Kubernetes allows",
  'forbidden-namespace': 'a name belongs to Kubernetes, Kubeflow or the platform',
  'forbidden-domain': 'a person is of a domain that common.yaml does not allow',
  'forbidden-key': 'a label or annotation has a meaning to the machinery',
  'forbidden-object-name': 'a name belongs to an object that is made beside it',
  'forbidden-variable': 'an environment sets a variable that Kubeflow or AWS sets',
  'forbidden-mount': 'an environment mounts something over a folder that pods need',
  'forbidden-literal': 'a value looks like a password, key or token',
  'forbidden-substitution': '`${` would be replaced by Flux',
  'forbidden-expansion': 'Dex would put a variable in the place of `$`',
  'expired-grant': "a grant's last day has passed",
  'expired-person': 'a person is gone from the complete directory',
  'unused-field': 'a field has no effect on a cluster',
  'risky-database': 'the metadata of pipelines cannot sign in to that version of MySQL by itself',
  'risky-artifacts': 'people may read what tenants made that they are not in'
} as const satisfies Sentences

/** Requests that policy.yaml does not grant. Each code is a rule in `rules/`; these rules run last. */
export const policies = {
  'forbidden-name': 'the policy wants another form of name',
  'forbidden-cluster': 'the policy does not grant the cluster',
  'forbidden-quota': 'the policy grants less',
  'forbidden-member': 'the policy allows fewer people, or a smaller role for groups',
  'forbidden-workload': 'the policy does not let in service accounts of that namespace',
  'forbidden-bucket': 'the policy does not grant the place in S3',
  'forbidden-policy': 'the policy does not grant the AWS policy',
  'forbidden-role': 'the policy does not grant the AWS role',
  'forbidden-secret': 'the policy does not grant the path in the secret store',
  'forbidden-share': 'the policy does not grant the share',
  'forbidden-class': 'the policy does not grant the storage class',
  'forbidden-pool': 'the policy does not grant the node pool',
  'forbidden-environment': 'the policy does not grant what the environment does',
  'forbidden-egress': 'the policy does not grant the way out',
  'forbidden-pod-security': 'the policy does not grant pods that much',
  'forbidden-public': 'the policy does not grant models without sign-in',
  'forbidden-label': 'the policy does not grant the label',
  'forbidden-annotation': 'the policy does not grant the annotation'
} as const satisfies Sentences

/** Changes that would harm existing objects in the clusters. Each code is a rule in `charts/changes/`. */
export const changes = {
  'forbidden-removal': 'a tenant is removed that was not released, or nearly all are',
  'forbidden-change': 'an object would change in a way that the API server refuses',
  'forbidden-reshard': 'shards are counted anew while they are pruned',
  'invalid-shards': 'a shard holds more objects than Flux and Argo CD build in good time',
  'unused-leftover': 'what git lets go stays in AWS, or in the cluster, until somebody removes it'
} as const satisfies Sentences

/** Mistakes in kustomize/, which people write, or in what is built from it; found in `scripts/`. */
export const overlays = {
  'missing-root': 'a component of a cluster has no root',
  'missing-overlay': "a root lacks what its cluster's file asks for",
  'invalid-copy': 'a copy of Kubeflow is not what was copied',
  'invalid-root': 'kustomize cannot build what an engine would have it build',
  'invalid-object': 'an object is not what the API server takes',
  'missing-schema': 'there is no schema to hold an object against'
} as const satisfies Sentences

/** Every kind of mistake has one code, with a sentence that describes it. */
export const codes = { ...syntax, ...references, ...rules, ...policies, ...changes, ...overlays }

export type Code = keyof typeof codes

type Kind =
  | 'unknown'
  | 'missing'
  | 'invalid'
  | 'duplicate'
  | 'conflicting'
  | 'forbidden'
  | 'expired'
  | 'unused'
  | 'risky'

/** Codes with their sentences. */
type Sentences = Readonly<Record<`${Kind}-${string}`, string>>
