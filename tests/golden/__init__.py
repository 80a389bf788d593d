"""Scenarios a domain expert can read: a few people, the rules, what each gave and received, and why the numbers are right."""
