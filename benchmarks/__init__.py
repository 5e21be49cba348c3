"""Measurements of the service, and the specimens that they are taken on."""
