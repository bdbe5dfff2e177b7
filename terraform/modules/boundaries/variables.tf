variable "folder" {
  description = "The cluster's folder in generated/"
  type        = string

  validation {
    condition     = fileexists("${var.folder}/platform/boundaries.json")
    error_message = "The folder has no `platform/boundaries.json`: `generate` writes it for a cluster whose file has `aws`."
  }
}

variable "policies" {
  description = "The ARNs of `aws.boundary` and `aws.platformBoundary` of the cluster's file, and of the policy of the ACK controllers, by `tenants`, `platform` and `controllers`"
  type        = map(string)

  validation {
    condition = alltrue([
      for kind, arn in var.policies :
      contains(["tenants", "platform", "controllers"], kind) && can(regex("^arn:[a-z-]+:iam::[0-9]{12}:policy(/[^/]+)+$", arn))
    ])
    error_message = "Name `tenants`, `platform` and `controllers`, each with the whole ARN of a policy of this account."
  }
}

variable "tags" {
  description = "Tags of every policy"
  type        = map(string)
  default     = {}
}
