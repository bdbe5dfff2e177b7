const powers = ['', 'k', 'M', 'G', 'T', 'P', 'E']
const small: Readonly<Record<string, number>> = { m: 1, '': 1_000 }

/** The canonical form that Kubernetes writes: `4000m` is `4`, `0.5Gi` is `512Mi`. */
export function canonical(given: unknown): string {
  const [, digits = '', unit = ''] = /^([\d.]+)(.*)$/.exec(String(given)) ?? []
  const binary = unit.endsWith('i')
  const base = binary ? 1024 : 1000
  const scale =
    small[unit] ??
    1_000 * base ** powers.indexOf(binary ? unit.slice(0, -1).replace('K', 'k') : unit)
  const thousandths = Math.round(Number(digits) * scale)
  if (thousandths % 1_000 !== 0) return `${thousandths}m`
  return written(thousandths / 1_000, binary && thousandths >= 1_024_000)
}

function written(value: number, binary: boolean): string {
  const base = binary ? 1024 : 1000
  let [rest, power] = [value, 0]
  while (rest !== 0 && rest % base === 0 && power < powers.length - 1)
    [rest, power] = [rest / base, power + 1]
  const unit = powers[power] ?? ''
  return `${rest}${binary && power > 0 ? `${unit.replace('k', 'K')}i` : unit}`
}
