import { isEntryKey, isKey, isLabelValue, isVariable } from '../../kubernetes/names.ts'
import { like, type Shape, someone } from '../form.ts'
import { dashed, slug, underscored } from '../guesses.ts'

export const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?'
const word = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?'
const taint =
  '^[A-Za-z0-9][-A-Za-z0-9_./]*(=[-A-Za-z0-9_.]*)?(:(NoSchedule|PreferNoSchedule|NoExecute))?$'

/** Names of things, chosen by people or required by Kubernetes. */
export const names = {
  word: like('a name of letters, digits, `-`, `_` and `.`, at most 63', `^${word}$`, {
    meant: dashed
  }),
  label: like('a name of lower-case letters, digits and `-`, at most 63', `^${label}$`, {
    meant: slug
  }),
  tenant: someone(
    "a tenant's name: lower-case letters, digits and `-`, at most 40",
    '^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$',
    { meant: slug }
  ),
  value: like('a value of a label: letters, digits, `-`, `_` and `.`, at most 63', `^(${word})?$`, {
    test: isLabelValue,
    meant: dashed
  }),
  key: like('a key such as `cost-center` or `example.com/cost-center`', '^([^/]+/)?[^/]+$', {
    test: isKey,
    meant: dashed
  }),
  variable: like('a name of a variable, such as `MODEL_DIR`', '^[A-Za-z_.-][A-Za-z0-9_.-]*$', {
    test: isVariable,
    meant: underscored
  }),
  datum: like('a key of letters, digits, `-`, `_` and `.`', '^[-._A-Za-z0-9]{1,253}$', {
    test: isEntryKey,
    meant: dashed
  }),
  resource: like(
    'a name of a resource, such as `nvidia.com/gpu`',
    '^[A-Za-z0-9][-A-Za-z0-9_./]*$',
    { meant: dashed }
  ),
  taint: like('a taint such as `dedicated=gpu-spot`', taint)
} as const satisfies Record<string, Shape>
