"""What every command shares: streams, paths, progress, errors as sentences."""
