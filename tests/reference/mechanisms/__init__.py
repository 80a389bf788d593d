"""The plain model of each mechanism beside gifting: who moves what, written from docs/method.md; what comes of it is shared."""
