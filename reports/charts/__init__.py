"""The charts, made with Plotly, for the page and the HTML report."""
