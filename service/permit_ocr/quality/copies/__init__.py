"""Signs that a card is a print of a card: what photocopied.py combines."""
