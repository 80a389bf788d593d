"""The page of a launch: plan against actual."""
