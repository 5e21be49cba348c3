"""Programs that make the weights which the project ships itself."""
