"""Paid gift: a subscriber buys gigabytes for a contact that is short."""
