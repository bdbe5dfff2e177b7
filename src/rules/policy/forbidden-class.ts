import { isDefault } from '../../cluster/storage.ts'
import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** The storage class of each volume must be granted, unless it is the cluster's default. */
export const forbiddenClass = allowed({
  code: 'forbidden-class',
  noun: 'storage class',
  field: 'classes',
  instead: 'remove it to get the default one',
  asked: tenant =>
    tenant.volumes.flatMap(({ class: name }, index) =>
      name === null || isDefault(tenant.cluster.file.storage, name)
        ? []
        : [{ name, ...asking(tenant, 'volumes', index, 'class') }]
    )
})
