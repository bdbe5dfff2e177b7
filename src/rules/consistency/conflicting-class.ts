import { own } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'

/** A storage class must not be described twice in different ways. */
export const conflictingClass: Rule = ({ clusters }, report) => {
  for (const { file, efs, at } of clusters) {
    const other = efs && own(file.storage?.classes, efs.class)
    if (!efs || !other || other.mode === 'many') continue
    report({
      code: 'conflicting-class',
      message: `class \`${efs.class}\` lets several nodes write to one disk, but this says that only one may`,
      at: at('storage', 'classes', efs.class),
      related: [{ message: 'the class is defined as EFS here', at: at('storage', 'efs', 'class') }],
      help: 'remove it from `classes`: tenants can use it anyway'
    })
  }
}
