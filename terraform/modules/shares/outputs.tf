output "storage" {
  description = "For the field storage of the cluster's file"
  value = {
    efs    = { fileSystem = var.file_system }
    shares = { for name, point in aws_efs_access_point.this : name => "${var.file_system}::${point.id}" }
  }
}
