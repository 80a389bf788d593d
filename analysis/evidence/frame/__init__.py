"""What estimators stand on: history as arrays, regressions by clusters, and the certificate with its gates."""
