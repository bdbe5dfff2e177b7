import type { Rule } from '../rule.ts'

/** A browser shares cookies between a host and those below it, so a model could take over a session. */
export const conflictingHost: Rule = ({ clusters }, report) => {
  for (const { domain, serving, at } of clusters) {
    const host = serving.public?.host
    if (host === undefined || !(isWithin(host, domain) || isWithin(domain, host))) continue
    report({
      code: 'conflicting-host',
      message: `public models at \`${host}\` would share cookies with Kubeflow at \`${domain}\``,
      at: at('serving', 'public', 'host'),
      related: [{ message: 'Kubeflow answers here', at: at('domain') }],
      help: 'write a host beside that of Kubeflow, such as `models.example.com` beside `kubeflow.example.com`'
    })
  }
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}
