output "aws" {
  description = "For the field aws of the cluster's file"
  value       = { iam = "terraform" }
}

output "roles" {
  description = "The ARN of each role, by its name"
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
