import { isEntryKey, isKey, isLabelValue, isVariable } from '../../kubernetes/names.ts'
import { like, type Shape, someone } from '../form.ts'
import { dashed, slug, underscored } from '../guesses.ts'

export const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?'
const word = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?'
const taint =
  '^[A-Za-z0-9][-A-Za-z0-9_./]*(=[-A-Za-z0-9_.]*)?(:(NoSchedule|PreferNoSchedule|NoExecute))?$'

/** Names of things, chosen by people or required by Kubernetes. */
export const names = {
  word: like('a name of at most 63 letters, digits, `-`, `_` and `.`', `^${word}$`, {
    meant: dashed
  }),
  label: like('a name of at most 63 lowercase letters, digits and hyphens', `^${label}$`, {
    meant: slug
  }),
  object: like(
    'a name of lowercase letters, digits, `-` and `.`',
    `^(?=.{1,63}$)${label}(\\.${label})*$`,
    { meant: slug }
  ),
  tenant: someone(
    'a tenant name of at most 40 lowercase letters, digits and hyphens',
    '^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$',
    { meant: slug }
  ),
  value: like('a label value of at most 63 letters, digits, `-`, `_` and `.`', `^(${word})?$`, {
    test: isLabelValue,
    meant: dashed
  }),
  key: like('a key such as `cost-center` or `example.com/cost-center`', '^([^/]+/)?[^/]+$', {
    test: isKey,
    meant: dashed
  }),
  variable: like('a variable name such as `MODEL_DIR`', '^[A-Za-z_.-][A-Za-z0-9_.-]*$', {
    test: isVariable,
    meant: underscored
  }),
  datum: like('a key of letters, digits, `-`, `_` and `.`', '^[-._A-Za-z0-9]{1,253}$', {
    test: isEntryKey,
    meant: dashed
  }),
  resource: like('a resource name such as `nvidia.com/gpu`', '^[A-Za-z0-9][-A-Za-z0-9_./]*$', {
    meant: dashed
  }),
  taint: like('a taint such as `dedicated=gpu-spot`', taint)
} as const satisfies Record<string, Shape>
