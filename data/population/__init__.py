"""A population on disk: its folder, manifest and fingerprint, and its full check."""
