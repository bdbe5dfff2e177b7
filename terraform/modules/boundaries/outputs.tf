output "policies" {
  description = "The ARNs of the policies, by whom they are for"
  value       = { for kind, policy in aws_iam_policy.this : kind => policy.arn }
}
