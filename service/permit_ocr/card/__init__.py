"""Where the card lies in the photo."""
