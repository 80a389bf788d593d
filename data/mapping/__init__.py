"""How tables that look different become a population: mapping files, formulas, the query that lays a table out."""
