"""Those who hold SIMs in order to sell what the rules let them pass on: what one earns, and what they take and bring."""
