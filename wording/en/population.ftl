## Errors of the synthetic population's profiles.

error-unknown-operator = There is no operator “{ $name }” in the market “{ $market }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
error-unknown-history = There is no optional table “{ $name }”.{ $nearest ->
    [empty] {""}
   *[other] {" "}Did you mean “{ $nearest }”?
} Known: { $known }.
