"""Family pool: members of one account use what the others leave over."""
