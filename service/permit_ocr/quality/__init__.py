"""What may be wrong with a photo of a card: one detector per warning, and the policy that decides on their scores."""
