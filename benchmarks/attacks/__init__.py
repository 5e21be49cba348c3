"""Simulated attacks on the reader's trust, and their harmless likenesses, with what each deserves."""
