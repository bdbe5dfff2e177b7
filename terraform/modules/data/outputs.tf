output "key" {
  description = "The ARN of the key: `aws.key` of the cluster's file"
  value       = aws_kms_key.this.arn
}

output "pipelines" {
  description = "For the field pipelines of the cluster's file"
  value = {
    env     = "aws"
    buckets = { for name, bucket in aws_s3_bucket.this : name => bucket.id }
    database = {
      host           = aws_db_instance.this.address
      port           = aws_db_instance.this.port
      engine         = local.series
      nativePassword = true
      secret         = var.database.secret
    }
  }
}

output "storage" {
  description = "For the field storage of the cluster's file"
  value = {
    efs = one([for system in aws_efs_file_system.this : { fileSystem = system.id }])
  }
}

output "database" {
  description = "The identifier of the database, for the module facts"
  value       = aws_db_instance.this.identifier
}

output "file_system" {
  description = "The id of the file system, for the module shares; null without one"
  value       = one(values(aws_efs_file_system.this)[*].id)
}
