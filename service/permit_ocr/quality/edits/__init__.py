"""Evidence that a picture was edited, or that a card says what cannot be: what tampered.py combines."""
