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
