variable "folder" {
  description = "What was generated for the cluster, such as ../../generated/staging"
  type        = string

  validation {
    condition     = length(fileset(var.folder, "platform/access.csv")) > 0
    error_message = "Nothing was generated for a cluster there: every role would be destroyed. Correct the folder, or run `npx tenantry generate`."
  }
}

variable "eks" {
  description = "The cluster's name in EKS"
  type        = string
}

variable "tags" {
  description = "Tags of every role and association"
  type        = map(string)
  default     = {}
}
