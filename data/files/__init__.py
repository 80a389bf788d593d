"""Files of strangers read with suspicion, and our own written whole or not at all."""
