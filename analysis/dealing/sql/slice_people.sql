-- Grain: one row per subscriber of whom the slice has months, with its number in the base: of the table `people` what months need.
create or replace table people as
select * from read_parquet($file) semi join usage using (subscriber_id)
