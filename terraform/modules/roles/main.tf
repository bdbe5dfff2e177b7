# The roles that tenants and the platform need, and who gets them: all of it stands in iam.json files,
# so that a plan shows what a pull request comes to.

data "aws_caller_identity" "current" {}

locals {
  notes = [
    for path in setunion(
      fileset(var.folder, "tenants/*/iam.json"),
      fileset(var.folder, "platform/*/iam.json"),
    ) : jsondecode(file("${var.folder}/${path}"))
  ]

  # By names that never depend on an order: whoever comes or goes moves nobody else.
  roles = { for role in flatten(local.notes[*].roles) : role.name => role }

  permissions = { for name, role in local.roles : name => role.permissions if role.permissions != null }

  attachments = merge([
    for name, role in local.roles : {
      for policy in role.policies : "${name} ${policy}" => { role = name, policy = policy }
    }
  ]...)

  associations = {
    for each in flatten(local.notes[*].associations) : "${each.namespace}/${each.serviceAccount}" => each
  }
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                 = each.value.name
  description          = "For ${join(", ", each.value.accounts)} of Kubeflow on ${var.eks}"
  assume_role_policy   = jsonencode(each.value.trust)
  permissions_boundary = each.value.boundary
  tags                 = var.tags

  lifecycle {
    precondition {
      condition     = each.value.boundary != ""
      error_message = "${each.key} has no permissions boundary: write aws.boundary into the cluster's file."
    }
    precondition {
      condition     = split(":", each.value.arn)[4] == data.aws_caller_identity.current.account_id
      error_message = "${each.key} belongs to another account than the one that Terraform is signed in to."
    }
  }
}

resource "aws_iam_role_policy" "this" {
  for_each = local.permissions

  name   = "tenantry"
  role   = aws_iam_role.this[each.key].name
  policy = jsonencode(each.value)
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = local.attachments

  role       = aws_iam_role.this[each.value.role].name
  policy_arn = each.value.policy
}

# Those of a tenant that is suspended are gone from iam.json, and so from here; its roles stay.
resource "aws_eks_pod_identity_association" "this" {
  for_each = local.associations

  cluster_name    = var.eks
  namespace       = each.value.namespace
  service_account = each.value.serviceAccount
  role_arn        = each.value.role
  tags            = var.tags

  # Also a role that somebody else has made may be handed out.
  depends_on = [aws_iam_role.this]
}
