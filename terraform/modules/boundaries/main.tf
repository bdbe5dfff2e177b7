# The documents are those that `generate` wrote. The ARN of a policy follows from its name, so the cluster's file can name it first.

data "aws_caller_identity" "current" {}

locals {
  documents = jsondecode(file("${var.folder}/platform/boundaries.json"))
  places    = { for kind, arn in var.policies : kind => split("/", split(":policy/", arn)[1]) }
}

resource "aws_iam_policy" "this" {
  for_each = var.policies

  name        = reverse(local.places[each.key])[0]
  path        = join("/", concat([""], slice(local.places[each.key], 0, length(local.places[each.key]) - 1), [""]))
  description = "Written by Tenantry, for ${each.key}"
  policy      = jsonencode(local.documents[each.key])
  tags        = var.tags

  lifecycle {
    precondition {
      condition     = can(local.documents[each.key])
      error_message = "`boundaries.json` has no document for `${each.key}`; it has one for `controllers` only with `aws.iam: ack`."
    }

    precondition {
      condition     = split(":", each.value)[4] == data.aws_caller_identity.current.account_id
      error_message = "The policy is of another account than the one that Terraform works in."
    }
  }
}
