/** EKS gives sessions of Pod Identity a tag of this name, so policies can ask for it in every mode. */
export const namespaceTag = 'kubernetes-namespace'

/** The namespace of whoever asks, which is a tag of the role, and with Pod Identity of the session. */
export const self = `\${aws:PrincipalTag/${namespaceTag}}`
