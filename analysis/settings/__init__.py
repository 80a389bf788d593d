"""What is asked and assumed: rules, assumptions, presets, scenarios, each declared once. Nothing here computes."""
