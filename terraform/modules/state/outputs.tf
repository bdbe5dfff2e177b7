output "backend" {
  description = "What to write into a block `backend \"s3\"`, beside a `key` for each root"
  value = {
    bucket       = aws_s3_bucket.this.id
    kms_key_id   = aws_kms_key.this.arn
    encrypt      = true
    use_lockfile = true
  }
}
