"""The page that sets mechanisms against each other."""
