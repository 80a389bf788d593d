"""What a design of the pilot would find, by drawing its assignment many times."""
