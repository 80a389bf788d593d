## Errors of the synthetic population's profiles.

error-unknown-operator = There is no operator “{ $name }” in the market “{ $market }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-history-travels = Optional tables are made for markets of residents; “{ $market }” has none yet. Leave out --history, or take another market.
error-unknown-history = There is no optional table “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
