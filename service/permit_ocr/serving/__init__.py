"""Processes and queues around the recipe; knows nothing of images or of the wire."""
