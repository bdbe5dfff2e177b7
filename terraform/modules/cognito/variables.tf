variable "name" {
  description = "The name of the pool, such as kubeflow-staging"
  type        = string
}

variable "domain" {
  description = "Where people reach Kubeflow, such as kubeflow.example.com"
  type        = string
}

variable "sign_in" {
  description = "The domain of the page where people sign in, and the ARN of its certificate, which is in us-east-1"
  type        = object({ domain = string, certificate = string })

  validation {
    condition     = can(regex("^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/", var.sign_in.certificate))
    error_message = "Cognito takes certificates of the region us-east-1 alone."
  }
}

variable "saml" {
  description = "The directory by SAML, such as ADFS: its metadata, as an address or as XML, and the claims that hold the e-mail and the groups. Without it, people are in the pool itself"
  type = object({
    name     = optional(string, "ADFS")
    metadata = string
    email    = optional(string, "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress")
    groups   = optional(string, "http://schemas.xmlsoap.org/claims/Group")
  })
  default = null

  validation {
    condition     = var.saml == null || can(regex("^(https://|<)", trimspace(var.saml.metadata)))
    error_message = "Write the address of the metadata, which begins with https://, or the XML itself."
  }
}

variable "groups" {
  description = "A function that adds to the groups of a person those that contain them: the ZIP file with `function/index.mjs` and `group-map.json`. Reserve as many runs as people sign in at once, or -1 for none"
  type = object({
    file     = string
    reserved = optional(number, -1)
  })
  default = null
}

variable "protected" {
  description = "Whether the pool cannot be destroyed"
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
