"""What every document says: the decision first, the opening, the method; and the HTML report."""
