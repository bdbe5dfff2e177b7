# The roles that tenants and the platform need, who gets them, and the users of `credentials: static`:
# all of it stands in iam.json files, so that a plan shows what a pull request comes to.

data "aws_caller_identity" "current" {}

locals {
  notes = [
    for path in setunion(
      fileset(var.folder, "tenants/*/iam.json"),
      fileset(var.folder, "platform/*/iam.json"),
    ) : jsondecode(file("${var.folder}/${path}"))
  ]

  # With `aws.iam: ack` the controllers in the cluster make all of it.
  ours  = [for note in local.notes : note if note.iam != "ack"]
  roles = flatten(local.ours[*].roles)

  # By names that never depend on an order: whoever comes or goes moves nobody else. The values are
  # text, because Terraform goes through the whole map again for each thing that it makes of it.
  roles_by_name = { for role in local.roles : role.name => jsonencode(role) }

  permissions = {
    for role in local.roles : role.name => jsonencode(role.permissions) if role.permissions != null
  }

  attachments = {
    for each in flatten([
      for role in local.roles : [for policy in role.policies : { role = role.name, policy = policy }]
    ]) : "${each.role} ${each.policy}" => jsonencode(each)
  }

  associations = {
    for each in flatten(local.ours[*].associations) :
    "${each.namespace}/${each.serviceAccount}" => jsonencode(each)
  }

  users = { for user in flatten(local.ours[*].users) : user.name => jsonencode(user) }
}

resource "aws_iam_role" "this" {
  for_each = local.roles_by_name

  name                 = each.key
  path                 = jsondecode(each.value).path
  description          = jsondecode(each.value).description
  assume_role_policy   = jsonencode(jsondecode(each.value).trust)
  permissions_boundary = jsondecode(each.value).boundary
  tags                 = merge(var.tags, jsondecode(each.value).tags)

  lifecycle {
    precondition {
      condition     = jsondecode(each.value).boundary != ""
      error_message = "${each.key} has no permissions boundary: write aws.boundary and aws.platformBoundary into the cluster's file."
    }
    precondition {
      condition     = split(":", jsondecode(each.value).arn)[4] == data.aws_caller_identity.current.account_id
      error_message = "${each.key} belongs to another account than the one that Terraform is signed in to."
    }
  }
}

# Its key is made by hand and goes into the secret store, so that no state holds it.
resource "aws_iam_user" "this" {
  for_each = local.users

  name                 = each.key
  path                 = jsondecode(each.value).path
  permissions_boundary = jsondecode(each.value).boundary
  tags                 = merge(var.tags, jsondecode(each.value).tags, { "tenantry.dev/secret" = jsondecode(each.value).secret })

  # AWS deletes no user that still has a key, and Terraform did not make that key.
  force_destroy = true

  lifecycle {
    precondition {
      condition     = jsondecode(each.value).boundary != ""
      error_message = "${each.key} has no permissions boundary: write aws.boundary and aws.platformBoundary into the cluster's file."
    }
  }
}

# Whatever needs a role or a user waits for this one. If it waited for the roles themselves, Terraform
# would connect each to every role, and a thousand tenants to a million of them.
resource "terraform_data" "identities" {
  depends_on = [aws_iam_role.this, aws_iam_user.this]
}

resource "aws_iam_role_policy" "this" {
  for_each = local.permissions

  name   = "tenantry"
  role   = each.key
  policy = each.value

  depends_on = [terraform_data.identities]
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = local.attachments

  role       = jsondecode(each.value).role
  policy_arn = jsondecode(each.value).policy

  depends_on = [terraform_data.identities]
}

resource "aws_iam_user_policy" "this" {
  for_each = local.users

  name   = "tenantry"
  user   = each.key
  policy = jsonencode(jsondecode(each.value).permissions)

  depends_on = [terraform_data.identities]
}

# Those of a tenant that is suspended are gone from iam.json, and so from here; its roles stay.
resource "aws_eks_pod_identity_association" "this" {
  for_each = local.associations

  cluster_name    = var.eks
  namespace       = jsondecode(each.value).namespace
  service_account = jsondecode(each.value).serviceAccount
  role_arn        = jsondecode(each.value).role
  tags            = var.tags

  # Also a role that somebody else has made may be handed out.
  depends_on = [terraform_data.identities]
}
