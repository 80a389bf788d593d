"""How things are put on the page, whatever they are: charts with tables, foreign text, files to take away, style."""
