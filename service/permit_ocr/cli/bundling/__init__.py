"""What ``permit-ocr bundle`` does: gathers all that an installation takes, and packs it into one archive."""
