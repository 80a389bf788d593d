"""Marketplace: leftovers are sold to whoever is short, at the price at which a month's offers meet its bids."""
