"""What a base's own history says about the assumptions: one estimator a file, a certificate for every unknown."""
