"""Tables of a trial: who was assigned to what, what each did month by month, gifts and scores; and the record of the design."""
