"""What is not in files: rows that a database is asked for, tables that an engine reads."""
