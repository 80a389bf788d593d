"""What a person chose, where it is kept, and the question and answers that follow from it."""
