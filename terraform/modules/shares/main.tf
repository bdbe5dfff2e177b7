# A share is an access point: nobody leaves its folder, and everybody is one user in it, that of
# Kubeflow's notebooks unless another is named.

resource "aws_efs_access_point" "this" {
  for_each = var.shares

  file_system_id = var.file_system
  tags           = merge(var.tags, { Name = each.key })

  posix_user {
    uid = each.value.uid
    gid = each.value.gid
  }

  root_directory {
    path = coalesce(each.value.path, "/shares/${each.key}")

    creation_info {
      owner_uid   = each.value.uid
      owner_gid   = each.value.gid
      permissions = each.value.permissions
    }
  }

  lifecycle {
    # Another one would have another id, which volumes that are there cannot follow.
    prevent_destroy = true
  }
}

# AWS lets in whoever reaches the file system. This lets in only whoever mounts for pods, and them only by an
# access point, and so nobody to its root. There is no right for root: an access point has a user of its own.

data "aws_efs_file_system" "this" {
  file_system_id = var.file_system
}

locals {
  points = var.others ? ["*"] : coalescelist(values(aws_efs_access_point.this)[*].arn, ["none"])

  statements = [
    {
      # EFS takes no condition about who asks, so they are the principal.
      Sid       = "Clients"
      Effect    = "Allow"
      Principal = { AWS = var.clients }
      Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      Resource  = data.aws_efs_file_system.this.arn
      Condition = { Bool = { "elasticfilesystem:AccessedViaMountTarget" = "true" } }
    },
    {
      # Where there is no access point, this is true: it compares by "not".
      Sid       = "OnlyAccessPoints"
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = "elasticfilesystem:Client*"
      Resource  = data.aws_efs_file_system.this.arn
      Condition = { StringNotLike = { "elasticfilesystem:AccessPointArn" = local.points } }
    },
    {
      Sid       = "OnlyTLS"
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = "elasticfilesystem:Client*"
      Resource  = data.aws_efs_file_system.this.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    },
  ]
}

resource "aws_efs_file_system_policy" "this" {
  for_each = toset([var.file_system])

  file_system_id = each.key
  # With a name of its own, so that nobody else fills one in, which each plan would take back.
  policy = jsonencode({ Version = "2012-10-17", Id = "shares", Statement = local.statements })

  lifecycle {
    # An ARN has about 90 characters, and AWS takes 20,000.
    precondition {
      condition     = var.others || length(var.shares) <= 200
      error_message = "A policy of EFS cannot name more than 200 access points: set `others` to let any access point of the file system do."
    }
  }
}
