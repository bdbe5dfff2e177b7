output "queue" {
  description = "The name of Karpenter's queue: `settings.interruptionQueue` of its Helm chart; null without Karpenter"
  value       = one(values(aws_sqs_queue.this)[*].name)
}

output "roles" {
  description = "The ARNs of the roles, by controller"
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
