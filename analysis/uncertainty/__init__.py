"""What nobody knows: its distributions, Monte Carlo draws over them, variants of the model, drivers."""
