variable "eks" {
  description = "The cluster's name in EKS"
  type        = string
}

variable "boundary" {
  description = "The ARN of the policy that no role of a tenant may go beyond"
  type        = string
}

variable "domain" {
  description = "Where people reach Kubeflow; its certificate is in ACM"
  type        = string
}

variable "certificate_domain" {
  description = "The certificate's own domain name, such as *.example.com, where var.domain is only among its alternative names: the provider looks for the former alone"
  type        = string
  default     = null
}

variable "subnets" {
  description = "The ids of the load balancer's subnets"
  type        = list(string)
}

variable "database" {
  description = "The RDS instance of the pipelines, and where its password is below the cluster's prefix"
  type        = object({ identifier = string, secret = optional(string, "rds") })
  default     = null
}

variable "buckets" {
  description = "The buckets of pipelines, by the names that tenants write"
  type        = map(string)
  default     = {}
}
