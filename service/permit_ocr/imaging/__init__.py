"""Pictures and plane geometry."""
