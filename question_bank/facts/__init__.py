"""Facts with their proof, and what can be asked about them. Bare, so that grading does not load the extractors."""
