import { own } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'

/** A storage class must not be described twice in different ways. */
export const conflictingClass: Rule = ({ clusters }, report) => {
  for (const { file, efs, at } of clusters) {
    const other = efs && own(file.storage?.classes, efs.class)
    if (!efs || !other || other.mode === 'many') continue
    report({
      code: 'conflicting-class',
      message: `several nodes may write to disks of \`${efs.class}\`, and this says that one may`,
      at: at('storage', 'classes', efs.class),
      related: [{ message: 'the class is made of EFS here', at: at('storage', 'efs', 'class') }],
      help: 'leave it out of `classes`: tenants may name it anyway'
    })
  }
}
