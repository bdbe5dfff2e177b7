variable "bucket" {
  description = "The name of the bucket, which nobody in the world has yet"
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$", var.bucket))
    error_message = "Write 3 to 63 small letters, digits and hyphens."
  }
}

variable "tags" {
  description = "Tags of everything"
  type        = map(string)
  default     = {}
}
