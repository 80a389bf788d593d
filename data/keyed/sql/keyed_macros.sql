-- Keyed random numbers as macros; the same mixer as data/keyed/mixer.py. Arguments: x a 32-bit state held as UBIGINT.
create or replace macro mix_step(x, c, s) as (xor(x, x >> s) * c) & 4294967295::ubigint;
create or replace macro mix_last(x) as xor(x, x >> 16);
create or replace macro mix32(x) as mix_last(mix_step(mix_step(x, 2146121005::ubigint, 16), 2221713035::ubigint, 15));
-- A new state from a state and a number (a subscriber, a month).
create or replace macro mix_key(x, n) as mix32((x + n * 2654435769::ubigint) & 4294967295::ubigint);
-- A uniform in (0, 1) for one purpose of a state.
create or replace macro draw(x, purpose) as
    (mix32((x + purpose * 2246822507::ubigint) & 4294967295::ubigint)::double + 0.5) / 4294967296.0;
-- A standard normal from two purposes of a state (Box and Muller 1958).
create or replace macro normal(x, purpose) as
    sqrt(-2.0 * ln(draw(x, purpose))) * cos(2.0 * pi() * draw(x, purpose + 1));
-- The second half of the MD5 sum of a text as a number, its lowest byte first. It is what DuckDB calls md5_number_lower and works out
-- by way of the bits as text, in four times as long.
create or replace macro md5_lower(text) as (md5_number(text) >> 64)::ubigint;
