"""What is said, as words and rows: no Plotly, no format."""
