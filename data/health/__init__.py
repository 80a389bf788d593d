"""How believable a base is: calibration targets and the report against them."""
