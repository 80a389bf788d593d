"""A slow, plain model of the replay, written from docs/method.md: one subscriber-month at a time, in ordinary Python."""
