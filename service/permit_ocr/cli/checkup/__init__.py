"""What ``permit-ocr doctor`` looks at: each check is a small function that says what it found and what to do."""
