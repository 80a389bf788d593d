"""A family pool with gifting: leftovers go to one's own account, and to contacts."""
