-- Grain: one row per subscriber with an account, in no order, by its number sub. Accounts are numbered in the order of their names.
select sub, (dense_rank() over (order by account_id) - 1)::integer as account from people where account_id is not null
