"""Fits what the pixel evidence for tampering is worth, on the tuning split: ``python -m training.tampered``."""
