variable "domain" {
  description = "The certificate's own name, and that of the zone where there is none yet, such as kubeflow.example.com"
  type        = string

  validation {
    condition     = can(regex("^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$", var.domain))
    error_message = "Write a domain in small letters, such as kubeflow.example.com."
  }
}

variable "zone" {
  description = "The id of the public zone in Route 53 that has the domain"
  type        = string
  default     = null
}

variable "new_zone" {
  description = "Whether to make a zone for the domain instead, which is of use only when the zone above points to it"
  type        = bool
  default     = false

  validation {
    condition     = var.new_zone == (var.zone == null)
    error_message = "Name the zone, or let a new one be made."
  }
}

variable "names" {
  description = "The other names of the certificate, such as models.kubeflow.example.com"
  type        = set(string)
  default     = []
}

variable "addresses" {
  description = "By name, what answers there: the DNS name and the zone of a load balancer or of CloudFront. Null holds the name with an address that nobody has, until there is something"
  type        = map(object({ name = string, zone = string }))
  default     = {}
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
