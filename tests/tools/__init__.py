"""What tests and measurements are made with: a browser, a served page, a crowd, benchmarks."""
