# Who may use kubectl. There is no login.json where nobody may, or where ACK sees to it.

locals {
  file  = "${var.folder}/platform/auth/login.json"
  login = jsondecode(fileexists(local.file) ? file(local.file) : jsonencode({ providers = [], entries = [] }))

  providers = { for each in local.login.providers : each.oidc.identityProviderConfigName => each.oidc }

  policies = merge([
    for entry in local.login.entries : {
      for policy in entry.accessPolicies : "${entry.principalARN} ${policy.policyARN}" => merge(
        policy, { principal = entry.principalARN }
      )
    }
  ]...)
}

resource "aws_eks_identity_provider_config" "this" {
  for_each = local.providers

  cluster_name = var.eks
  tags         = var.tags

  oidc {
    identity_provider_config_name = each.value.identityProviderConfigName
    issuer_url                    = each.value.issuerURL
    client_id                     = each.value.clientID
    username_claim                = each.value.usernameClaim
    username_prefix               = each.value.usernamePrefix
  }
}

resource "aws_eks_access_entry" "this" {
  for_each = toset(local.login.entries[*].principalARN)

  cluster_name  = var.eks
  principal_arn = each.value
  tags          = var.tags
}

resource "aws_eks_access_policy_association" "this" {
  for_each = local.policies

  cluster_name  = var.eks
  principal_arn = each.value.principal
  policy_arn    = each.value.policyARN

  access_scope {
    type       = each.value.accessScope.type
    namespaces = try(each.value.accessScope.namespaces, null)
  }

  depends_on = [aws_eks_access_entry.this]
}
