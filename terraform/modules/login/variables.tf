variable "folder" {
  description = "What was generated for the cluster, such as ../../../generated/staging"
  type        = string
}

variable "eks" {
  description = "The cluster's name in EKS"
  type        = string
}

variable "tags" {
  description = "Tags of every entry"
  type        = map(string)
  default     = {}
}
