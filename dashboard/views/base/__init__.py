"""The parts of page 5: build, upload, read, check and measure a base."""
