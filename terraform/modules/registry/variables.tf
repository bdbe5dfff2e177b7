variable "repositories" {
  description = "The repositories for images of notebooks, such as notebooks/pytorch"
  type        = set(string)

  validation {
    condition     = alltrue([for name in var.repositories : can(regex("^[a-z0-9]+([._/-][a-z0-9]+)*$", name))])
    error_message = "ECR takes small letters, digits, and single dots, hyphens, underscores and slashes between them."
  }
}

variable "key" {
  description = "The ARN of the KMS key that encrypts images. Null leaves it to AWS"
  type        = string
  default     = null
}

variable "untagged_days" {
  description = "After how many days an image without a tag is deleted"
  type        = number
  default     = 14
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
