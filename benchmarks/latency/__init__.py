"""How long a photo takes, beside what others take for its text alone."""
