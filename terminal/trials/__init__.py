"""Commands on trials: the pilot designed, read, learned from; the launch watched."""
