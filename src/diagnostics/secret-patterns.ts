/** Each pattern starts at a word boundary, so that no text makes it run for long. */
const forms: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]{0,30}PRIVATE KEY|(?<!\w)AGE-SECRET-KEY-1[A-Z0-9]{20}/],
  ['an AWS access key', /(?<![A-Za-z0-9])A(KIA|SIA|BIA|CCA)[A-Z2-7]{16}(?![A-Za-z0-9])/],
  ['a GitHub token', /(?<![A-Za-z0-9])(gh[oprsu]_[A-Za-z0-9]{30}|github_pat_\w{22})/],
  ['a GitLab token', /(?<![A-Za-z0-9])gl(agent|cbt|dt|ft|imt|oas|pat|ptt|rt|soat)-[\w-]{20}/],
  ['a Slack token', /(?<![A-Za-z0-9])(xox[abceoprs]-[A-Za-z0-9-]{10}|xapp-\d-[A-Z0-9]{8})/],
  ['a Slack webhook', /hooks\.slack\.com\/(services|workflows)\/T[A-Z0-9]{6}/],
  ['a Hugging Face token', /(?<!\w)(hf|api_org)_[A-Za-z]{30}/],
  ['a Google key', /(?<![\w-])(AIza[\w-]{35}|GOCSPX-[\w-]{20}|ya29\.[\w-]{20})/],
  ['a Databricks token', /(?<!\w)dapi[0-9a-f]{32}(?!\w)/],
  ['an npm token', /(?<!\w)npm_[A-Za-z0-9]{36}/],
  ['a PyPI token', /(?<!\w)pypi-AgE[\w-]{20}/],
  ['a Docker token', /(?<!\w)dckr_[a-z]{3}_[\w-]{20}/],
  ['a Vault token', /(?<!\w)hv[bs]\.[\w-]{20}/],
  ['a Stripe key', /(?<!\w)[rs]k_(live|test)_[A-Za-z0-9]{16}/],
  ['a JSON Web Token', /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\./],
  // A name such as `sk-learn-pipeline` has no digit and no capital.
  ['an API key', /(?<![\w-])sk-(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20}/]
]

const address = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@?#]{0,100}:([^\s/@?#]{1,200})@/gi
const assignment =
  /(?<!\w)([\w.-]{0,60}?(?:passw(?:or)?d|pwd|secret|token|key|signature))["']?(?:=|": ?)["']?([^\s"'&;,]+)/gi
const password = /(passw(or)?d|pwd|passphrase)$/i
const generated =
  /((api|access|account|auth|private|secret|signing)[-_]?key|secret|token|signature)$/i

/**
 * What kind of secret a text looks like, if any. The key helps: the value of `DB_PASSWORD` is a secret
 * unless it refers to something else.
 */
export function looksLike(text: string, key = ''): string | undefined {
  const known = forms.find(([, pattern]) => pattern.test(text))
  if (known) return known[0]
  if (text.split(/[^A-Za-z0-9/+]/).some(isRandom)) return 'an AWS secret key'
  if ([...text.matchAll(address)].some(([, value = '']) => !refers(value))) {
    return 'a URL with a password'
  }
  const assigned = [...text.matchAll(assignment)].map(([, name = '', value = '']) => [name, value])
  const found = [[key, text], ...assigned].some(([name = '', value = '']) => isSecret(name, value))
  return found ? 'a password' : undefined
}

function isSecret(name: string, value: string): boolean {
  if (value === '' || refers(value)) return false
  if (password.test(name)) return !/^(true|false|none|null)$/i.test(value)
  return generated.test(name) && isGenerated(value)
}

/** A reference to a variable, a placeholder, a file, or an AWS resource. */
function refers(value: string): boolean {
  return /^([$%{<[/.]|arn:|\*+$|[xX]+$)/.test(value)
}

/** Nobody mixes letters and digits like this in a name. */
function isGenerated(value: string): boolean {
  const name = /^([a-z]+\d{0,4}|\d+)([-_./:@]([a-z]+\d{0,4}|\d+))*$/i
  return /^\S{12,}$/.test(value) && /[a-z]/i.test(value) && /\d/.test(value) && !name.test(value)
}

/** Forty characters as random as an AWS secret key; a commit id has only hexadecimal digits. */
function isRandom(word: string): boolean {
  const mixed = /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word)
  if (word.length !== 40 || !mixed) return false
  const counts = new Map<string, number>()
  for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  const shares = [...counts.values()].map(count => count / word.length)
  // Entropy in bits per letter: words in camel case reach 4.25, and 99 of 100 keys have at least 4.46.
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0) > 4.4
}
