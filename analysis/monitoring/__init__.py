"""A launch watched: its plan as a path with an error, what came against it, and what would have to move to explain the gap."""
