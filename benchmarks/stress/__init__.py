"""What the service does when everything goes wrong: ``make stress``. Results are in docs/stress.md."""
