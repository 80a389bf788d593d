"""What a trial leaves on paper: the plan before, the read-out after."""
