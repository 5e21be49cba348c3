"""What lies or shines on the surface of a card: what glare.py and covered.py measure."""
