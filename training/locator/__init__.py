"""The learned locator of cards: its training pictures, network, training and evaluation."""
