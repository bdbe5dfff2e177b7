const local = /^[A-Za-z0-9!#%&'+=^_~.-]{1,64}$/
const domain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i

/**
 * Returns the text if an identity provider could issue it. Only ASCII is allowed, because look-alike
 * letters would be another person. `.invalid` is rejected: we use it as the owner of suspended tenants.
 */
export function parseEmail(text: string): string | undefined {
  const [name = '', host = '', ...more] = text.split('@')
  const plain = more.length === 0 && local.test(name) && domain.test(host)
  return plain && text.length <= 254 && !/\.invalid$/i.test(host) ? text : undefined
}

/** Kubeflow compares e-mails exactly, so case only matters if the platform keeps it. */
export function normalizeEmail(email: string, lowercase: boolean): string {
  return lowercase ? email.toLowerCase() : email
}

/** Whether the e-mail is in one of the domains. An empty list allows any, and subdomains do not count. */
export function isFrom(email: string, domains: readonly string[]): boolean {
  const own = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return domains.length === 0 || domains.some(name => name.toLowerCase() === own)
}
