"""The pilot: a randomised trial of gifting on a base, planned, assigned and replayed in the engine that answers the launch."""
