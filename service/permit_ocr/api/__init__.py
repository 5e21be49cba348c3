"""The wire: Tencent Cloud API 3.0 on one side, the recipe on the other. Vendor codes live here alone."""
