"""The documents, and what their texts mean."""
