## The exported report.
report-title = Transfer Impact: what transfers do to repurchase, satisfaction and profit
report-provenance = Provenance
report-base = Base
report-fingerprint = Fingerprint
report-seed = Seed of the draws
report-version = Version
report-months = Months replayed
report-rules = Rules
report-assumptions = Assumptions
