"""Controls: each shows a value kept in `state`, and hands a change back."""
