-- Volumes in whole kB (10^-6 GB) from gigabytes, exact. Up to a million of them the product has 18 digits: those of 128 bits take fifty times as long.
create or replace macro kb_of(gb) as
    case when gb between -999999 and 999999 then (gb::decimal(18, 6) * 1000000)::bigint else (gb::decimal(38, 6) * 1000000)::bigint end;
