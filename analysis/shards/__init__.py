"""A base in shards of whole communities: built and answered with bounded memory, summed to the answer of the whole."""
