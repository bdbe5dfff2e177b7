/**
 * Every command in the order of `tenantry --help`, by whose work it is.
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
export const groups = {
  'for authors': {
    validate: 'check all files, and explain every mistake',
    generate: 'write generated/, which the clusters apply',
    new: 'write the file of a new tenant, or of one for each member of a group',
    explain: 'explain a kind of mistake, or a field',
    schemas: 'write schemas/, by which editors complete and check files'
  },
  'for reviewers': {
    plan: 'say what a change does: risks, who gains what, and what changes in each tenant',
    check: 'check that generated/ is up to date, and that a change harms nothing',
    access: 'say who may do what, through what, and by which line',
    show: 'show what a tenant has, and where each value comes from',
    report: 'write pages about all tenants, for a browser'
  },
  'for the platform team': {
    init: "write a company's repository, with data to begin with",
    upgrade: "move a company's repository to this version",
    doctor: 'look at this machine, the repository and a cluster, and say what to do',
    offboard: 'take people out of every file',
    'rename-person': 'write the new address of a person everywhere',
    remove: 'remove a tenant for good',
    expire: 'remove what has expired',
    import: 'take profiles, people, groups and settings from elsewhere',
    diff: 'say what a first sync would change on a cluster',
    drift: 'say what is on a cluster and not in git',
    adopt: 'take over namespaces that exist',
    roots: 'write the missing kustomize roots of each cluster',
    vendor: 'copy a release of Kubeflow into the repository'
  },
  'for CI': {
    ci: 'check a change as a forge does, and tell it where the mistakes are',
    conform: 'build everything the engines would build, and check it against schemas'
  }
}

/**
 * What only a clone of the product has, because it writes the product's own files or measures it.
 * @type {Readonly<Record<string, string>>}
 */
export const development = {
  reference: 'write docs/reference/',
  objects: 'write schemas/objects/ from OpenAPI and CRDs',
  bench: 'measure it beside its rivals',
  prove: 'let a real control plane judge it'
}
