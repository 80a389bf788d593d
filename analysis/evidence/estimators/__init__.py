"""One way a file in which a history tells an assumption: the panel in, certificates out."""
