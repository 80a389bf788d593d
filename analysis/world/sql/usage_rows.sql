-- Grain: one row: how many subscriber-months the base has, before anything is made of them.
select count(*) as months from usage
