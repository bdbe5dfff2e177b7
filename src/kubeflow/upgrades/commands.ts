const groups: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'security.istio.io',
  Certificate: 'cert-manager.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  ClusterRoleBinding: 'rbac.authorization.k8s.io',
  Deployment: 'apps',
  Issuer: 'cert-manager.io',
  MutatingWebhookConfiguration: 'admissionregistration.k8s.io',
  NetworkPolicy: 'networking.k8s.io',
  Role: 'rbac.authorization.k8s.io',
  RoleBinding: 'rbac.authorization.k8s.io',
  VirtualService: 'networking.istio.io'
}

/** Commands of kubectl about objects such as `Deployment kubeflow/dashboard`, one for each namespace. They may be run again. */
export function kubectl(verb: 'delete' | 'get', objects: readonly string[]): string[] {
  const namespaces = [...new Set(objects.map(namespaceOf))]
  return namespaces.map(namespace => {
    const names = objects.filter(each => namespaceOf(each) === namespace).map(argument)
    const place = namespace === '' ? '' : ` --namespace ${namespace}`
    return `kubectl ${verb}${place} --ignore-not-found ${names.join(' ')}`
  })
}

function namespaceOf(object: string): string {
  const [, name = ''] = object.split(' ')
  return name.includes('/') ? name.replace(/\/.*$/, '') : ''
}

function argument(object: string): string {
  const [kind = '', name = ''] = object.split(' ')
  const group = groups[kind]
  const type = kind.toLowerCase() + (group === undefined ? '' : `.${group}`)
  return `${type}/${name.replace(/^.*\//, '')}`
}
