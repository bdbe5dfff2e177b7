# What holds data: destroying any of it takes two steps, and all of it is encrypted by one key.

data "aws_partition" "current" {}

resource "aws_kms_key" "this" {
  description         = "Data of ${var.name}"
  enable_key_rotation = true
  tags                = var.tags
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.id
}

resource "aws_security_group" "this" {
  for_each = { for kind, port in local.ports : kind => port if kind == "database" || var.file_system }

  name        = "${var.name}-${each.key}"
  description = "Port ${each.value}, for the cluster alone"
  vpc_id      = var.vpc
  tags        = merge(var.tags, { Name = "${var.name}-${each.key}" })
}

locals {
  doors = merge([
    for kind, group in aws_security_group.this : {
      for name, client in var.clients : "${kind}-${name}" => { kind = kind, group = group.id, client = client }
    }
  ]...)
  ports = { database = 3306, files = 2049 }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = local.doors

  security_group_id            = each.value.group
  referenced_security_group_id = each.value.client
  description                  = each.key
  ip_protocol                  = "tcp"
  from_port                    = local.ports[each.value.kind]
  to_port                      = local.ports[each.value.kind]
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = values(var.subnets)
  tags       = var.tags
}

locals {
  series = join(".", slice(split(".", "${var.database.version}.0"), 0, 2))

  # The store of metadata knows this way to sign in alone, and no TLS. MySQL 8.0 has it by default.
  parameters = merge(
    { require_secure_transport = "0" },
    local.series == "8.0" ? {} : { authentication_policy = "*:mysql_native_password" },
  )
}

resource "aws_db_parameter_group" "this" {
  name        = "${var.name}-mysql${replace(local.series, ".", "")}"
  description = "As the metadata of pipelines need it"
  family      = "mysql${local.series}"
  tags        = var.tags

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "pending-reboot"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  identifier                  = var.name
  engine                      = "mysql"
  engine_version              = var.database.version
  instance_class              = var.database.class
  allocated_storage           = var.database.storage
  max_allocated_storage       = var.database.most
  storage_type                = "gp3"
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.this.arn
  username                    = "admin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.this.name
  parameter_group_name        = aws_db_parameter_group.this.name
  vpc_security_group_ids      = [aws_security_group.this["database"].id]
  multi_az                    = var.database.zones
  backup_retention_period     = var.database.backups
  auto_minor_version_upgrade  = true
  copy_tags_to_snapshot       = true
  deletion_protection         = var.database.protected
  skip_final_snapshot         = !var.database.protected
  final_snapshot_identifier   = "${var.name}-last"
  tags                        = var.tags
}

resource "aws_s3_bucket" "this" {
  for_each = var.buckets

  bucket = each.value
  tags   = var.tags
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

locals {
  # Written so that a plan shows them.
  arns = { for name, bucket in var.buckets : name => "arn:${data.aws_partition.current.partition}:s3:::${bucket}" }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.arns

  bucket = aws_s3_bucket.this[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyTLS"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [each.value, "${each.value}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_efs_file_system" "this" {
  for_each = toset(var.file_system ? [var.name] : [])

  creation_token  = each.key
  encrypted       = true
  kms_key_id      = aws_kms_key.this.arn
  throughput_mode = "elastic"
  tags            = merge(var.tags, { Name = each.key })

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_efs_backup_policy" "this" {
  for_each = aws_efs_file_system.this

  file_system_id = each.value.id

  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_efs_mount_target" "this" {
  for_each = var.file_system ? var.subnets : {}

  file_system_id  = aws_efs_file_system.this[var.name].id
  subnet_id       = each.value
  security_groups = [aws_security_group.this["files"].id]
}
