"""Text → facts → questions. Knows nothing of the web or of a database."""
