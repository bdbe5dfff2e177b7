/** Found while reading and parsing files, in `src/files/`, `src/yaml/` and `src/documents/`. */
export const syntax = {
  'missing-file': 'a file that Tenantry needs is missing',
  'invalid-file':
    'a file has a name that does not belong there, such as `.yml`, is hidden, or cannot be read',
  'invalid-folder': 'there is a folder where only files belong',
  'invalid-size': 'a file is larger than anyone writes by hand',
  'invalid-encoding': 'a file contains bytes that are not plain UTF-8 text',
  'invalid-name': 'the name of a tenant, cluster or source is too long, or not a DNS label',
  'duplicate-tenant': 'two files name the same tenant',
  'invalid-yaml': 'the text is not valid YAML',
  'missing-document': 'a file is empty',
  'invalid-document':
    'a file contains several documents, a Kubernetes object, or something other than fields',
  'invalid-nesting': 'values are nested deeper than any field goes',
  'duplicate-key': 'a field is written twice',
  'forbidden-yaml': 'an alias, an anchor, a merge key or a tag hides what a file means',
  'unknown-field': 'a field does not exist here',
  'missing-field': 'a required field is missing',
  'conflicting-fields': 'fields exclude each other',
  'invalid-type': 'a value has the wrong type, such as a list where a name belongs',
  'invalid-value': 'a value is not one that the field accepts',
  'invalid-quantity': 'an amount is not a Kubernetes quantity',
  'forbidden-subject': 'a grant is to everybody, to nobody, or to Kubernetes itself',
  'invalid-date': 'a date is not a calendar date such as `2027-03-31`',
  'invalid-email': 'a person is not named by an e-mail address',
  'invalid-url': 'an S3 location is not written as `s3://bucket/prefix`',
  'invalid-arn': 'an AWS resource name is malformed, or is for something else',
  'invalid-cidr': 'an address range is not a CIDR block',
  'invalid-pattern': 'a pattern does not compile',
  'invalid-export': 'an export to import is malformed or incomplete'
} as const satisfies Sentences

/** Names that refer to nothing. Each code is a rule in `rules/`; these rules run first. */
export const references = {
  'unknown-tenant': 'a tenant has no file',
  'unknown-cluster': 'a cluster has no file',
  'unknown-template': 'a template is not defined in common.yaml',
  'unknown-preset': 'a preset is not defined in common.yaml',
  'unknown-role': 'a role is neither one of Kubeflow nor defined in common.yaml',
  'unknown-team': 'a team is not in the directory',
  'unknown-team-member': 'an owner is not in the team in whose folder the file lies',
  'unknown-group': 'a group is not in the directory',
  'unknown-person': 'a person is not in the complete directory',
  'unknown-policy': "a policy has no ARN in the cluster's file",
  'unknown-aws-role': "an AWS role has no ARN in the cluster's file",
  'unknown-share': "a share is not in the cluster's file",
  'unknown-bucket': "a bucket is not in the cluster's file",
  'unknown-pool': "a node pool is not in the cluster's file",
  'unknown-queue': "a queue is not in the cluster's file",
  'unknown-class': "a storage class is not in the cluster's file",
  'unknown-secret': 'an environment uses a secret that the tenant does not declare',
  'unknown-volume': 'an environment uses a volume that the tenant does not declare',
  'unknown-account': 'an environment runs as a service account that the tenant does not have',
  'invalid-cycle': 'a group contains itself',
  'unused-rule': 'a rule of the policy is for a tenant or team that does not exist',
  'unused-grant': 'a rule of the policy grants something that no cluster has'
} as const satisfies Sentences

/** Mistakes in the combination of valid values. Each code is a rule in `rules/`. */
export const consistency = {
  'duplicate-member': 'a member is listed twice',
  'duplicate-name': 'two things of a tenant have the same name, or something is listed twice',
  'duplicate-role': 'an AWS role is used by two tenants',
  'duplicate-share': 'a share is used by two tenants',
  'duplicate-sign-in': 'two connectors, or two people, in Dex have the same name',
  'conflicting-class': 'a storage class is described twice, in different ways',
  'conflicting-components':
    'components do not fit together, or are set up although somebody else installs them',
  'conflicting-email': 'two e-mail addresses differ only in case',
  'conflicting-directory': 'two files of the directory contradict each other',
  'conflicting-binding': 'two people get the same binding name in Kubeflow',
  'conflicting-alias': "an alias has the name of one of Kubeflow's roles",
  'conflicting-host': 'public models would answer at the host of Kubeflow, or one below it',
  'conflicting-role-name': 'two AWS roles get the same name',
  'conflicting-grants': 'a member gets two different roles',
  'conflicting-environments': 'environments cannot be picked together',
  'conflicting-team': 'a file in the folder of one team names another team',
  'conflicting-region': "something in AWS is not in the cluster's region",
  'conflicting-account': "something in AWS is not in the cluster's account",
  'missing-people': 'a change lets in a group or team that has no members',
  'missing-limit': 'the policy limits a resource for some tenants, and says nothing for the others',
  'missing-component':
    'a tenant asks for something on a cluster without the component that brings it',
  'missing-host': 'a tenant has public models on a cluster that has no host for them',
  'missing-store': 'a tenant has secrets on a cluster that has no secret store',
  'missing-setting': "a cluster's file lacks what another of its settings needs",
  'invalid-resource': 'a quota has a line that Kubernetes rejects or never counts',
  'invalid-unit': 'an amount of memory or disk space has no unit, or cores have one',
  'invalid-quota': 'a quota is too small for even one notebook',
  'invalid-boundary': 'a permissions boundary is not a policy made for that',
  'invalid-limits': 'limits contradict each other or the quota, or let no pod start',
  'invalid-volume': 'a volume has no size, or can never be written to',
  'invalid-notebooks': 'no notebook would start, or idle ones would not be noticed',
  'invalid-pool': 'a node pool describes nodes that do not exist',
  'invalid-tenant-roles': 'tenants cannot share a role, or would share one that nobody needs',
  'invalid-trust': 'a trust policy is longer than AWS allows',
  'invalid-role-name': "an AWS role's name is longer than AWS allows",
  'invalid-permissions': 'the permissions of an AWS role are longer than AWS allows',
  'invalid-policies': 'an AWS role has more policies than AWS allows',
  'invalid-person': 'a group is named where a person belongs',
  'invalid-owner': 'the owners in common.yaml are not a team that GitHub could know',
  'invalid-binding':
    "the name that Kubeflow makes for a person's access is longer than Kubernetes allows",
  'forbidden-namespace': 'a name belongs to Kubernetes, Kubeflow or the platform',
  'forbidden-reuse': 'a tenant has the name of one that was removed',
  'forbidden-domain': 'a person is from a domain that common.yaml does not allow',
  'forbidden-key': 'a label or annotation is reserved for the software in the cluster',
  'forbidden-object-name': 'a name is taken by an object that is generated',
  'forbidden-variable': 'an environment sets a variable that Kubeflow or AWS sets',
  'forbidden-mount': 'an environment mounts something over a folder that pods need',
  'forbidden-literal': 'a value looks like a password, key or token',
  'forbidden-substitution': '`${` would be replaced by Flux',
  'forbidden-expansion': 'Dex would replace `$` with a variable',
  'expired-grant': "a grant's last day has passed",
  'expired-people': 'a group or team that is let in has no members any more',
  'expired-person': 'a person is no longer in the complete directory',
  'expired-team-member': 'an owner is no longer in the team in whose folder the file lies',
  'unused-field': 'a field has no effect on a cluster',
  'unused-removal': 'removals.yaml allows something that has not gone',
  'unused-member': 'a member is the owner, who is an admin anyway',
  'risky-comment': 'a `#` ends a text, because it begins a comment',
  'risky-database':
    'the metadata service of pipelines cannot sign in to that version of MySQL without changes',
  'risky-artifacts': 'people can read artifacts of tenants they are not in'
} as const satisfies Sentences

/** Requests that policy.yaml does not grant. Each code is a rule in `rules/`; these rules run last. */
export const policy = {
  'forbidden-name': 'the policy does not allow the name',
  'forbidden-cluster': 'the policy does not grant the cluster',
  'forbidden-quota': 'the policy does not grant that much',
  'forbidden-member': 'the policy does not allow so many people, or such a role for groups',
  'forbidden-workload': 'the policy does not let in service accounts from that namespace',
  'forbidden-bucket': 'the policy does not grant the S3 location',
  'forbidden-policy': 'the policy does not grant the AWS policy',
  'forbidden-role': 'the policy does not grant the AWS role',
  'forbidden-secret': 'the policy does not grant the path in the secret store',
  'forbidden-share': 'the policy does not grant the share',
  'forbidden-class': 'the policy does not grant the storage class',
  'forbidden-pool': 'the policy does not grant the node pool',
  'forbidden-queue': 'the policy does not grant the queue',
  'forbidden-environment': 'the policy does not grant what the environment does',
  'forbidden-egress': 'the policy does not allow connections to that address',
  'forbidden-pod-security': 'the policy does not grant pods such privileges',
  'forbidden-public': 'the policy does not allow models without sign-in',
  'forbidden-label': 'the policy does not grant the label',
  'forbidden-annotation': 'the policy does not grant the annotation'
} as const satisfies Sentences

/** Changes that would harm existing objects in the clusters. Each code is a rule in `charts/changes/`. */
export const changes = {
  'forbidden-removal': 'a tenant or a cluster is removed that may not go',
  'missing-guards': 'a cluster would lose its guards, or they would only warn',
  'forbidden-change': 'an object would change in a way that the API server rejects',
  'forbidden-reshard': 'the number of shards changes while `prune` is on',
  'forbidden-handover': 'roles of AWS or Kubeflow go to other hands while `prune` is on',
  'invalid-shards': 'a shard has more objects than Flux and Argo CD can build in good time',
  'invalid-scale': 'a cluster needs more than AWS or Kubernetes gives to anybody',
  'risky-scale': 'a limit of AWS or Kubernetes comes near',
  'risky-clusters': 'a new tenant says what differs on one cluster, and so is on no other',
  'risky-handover': 'roles of AWS go to other hands, which needs a step outside of git first',
  'risky-move': 'the file of a tenant moves to another folder, which changes its rights',
  'unused-leftover':
    'something removed from git stays in AWS or in the cluster until somebody deletes it'
} as const satisfies Sentences

/** Mistakes in kustomize/, which people write, or in what is built from it; found in `scripts/`. */
export const overlays = {
  'missing-root': 'a component of a cluster has no root',
  'conflicting-root':
    'a root installs what its cluster leaves to somebody else, or has in another release',
  'missing-overlay': "a root lacks what its cluster's file asks for",
  'invalid-copy': 'a copy of Kubeflow has been changed',
  'conflicting-version': 'another version of Tenantry wrote generated/',
  'invalid-structure': "an overlay of Tenantry's has been changed",
  'invalid-root': 'kustomize cannot build something that Flux or Argo CD would build',
  'invalid-object': 'the API server would reject an object',
  'missing-schema': 'there is no schema to check an object against'
} as const satisfies Sentences

/** Every kind of mistake has one code, with a sentence that describes it. */
export const codes = {
  ...syntax,
  ...references,
  ...consistency,
  ...policy,
  ...changes,
  ...overlays
}

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
