"""What is wrong with the card or its photo."""
