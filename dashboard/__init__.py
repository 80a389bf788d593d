"""What people see in the browser. Reads results, never the database."""
