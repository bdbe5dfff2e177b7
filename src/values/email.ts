const local = /^[A-Za-z0-9!#%&'+=^_~.-]{1,64}$/
const domain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i

/**
 * The text itself when an identity provider could issue it. Only ASCII: a letter that looks like
 * another would be another person. `.invalid` is nobody's, which is how a tenant is suspended.
 */
export function parseEmail(text: string): string | undefined {
  const [name = '', host = '', ...more] = text.split('@')
  const plain = more.length === 0 && local.test(name) && domain.test(host)
  return plain && text.length <= 254 && !/\.invalid$/i.test(host) ? text : undefined
}

/** As the platform compares e-mails: Kubeflow does it letter by letter. */
export function normalizeEmail(email: string, lowercase: boolean): string {
  return lowercase ? email.toLowerCase() : email
}

/** Whether it is of one of the domains; no domains stand for any, and a subdomain is another. */
export function isFrom(email: string, domains: readonly string[]): boolean {
  const own = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return domains.length === 0 || domains.some(name => name.toLowerCase() === own)
}
