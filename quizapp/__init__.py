"""知新, the web application. Kept bare, so that importing a rule does not load Flask."""
