variable "folder" {
  description = "What was generated for the cluster, such as ../../../generated/staging"
  type        = string

  validation {
    condition     = length(fileset(var.folder, "tenants/*/access.csv")) > 0
    error_message = "Nothing was generated there: every role would be destroyed."
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
