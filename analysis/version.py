"""The version stamped on every result."""

VERSION = "0.1.0"
