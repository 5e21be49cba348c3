"""The waves that a screen leaves in a photo: what recaptured.py measures."""
