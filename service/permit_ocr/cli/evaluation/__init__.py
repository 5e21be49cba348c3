"""What ``permit-ocr evaluate`` does: reads photos whose values are known, and counts what was right."""
