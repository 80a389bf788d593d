-- Grain: one row per subscriber, in no order, by its number sub: what the kernels read of a person.
select sub, key, plan, tenure, grp, lot from people
