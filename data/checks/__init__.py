"""What a population must be: rules of cells and of tables, its calendar, what it leaves unsaid."""
