"""An example pilot: the engine replays it under a hidden truth, and what each subscriber did is written as an operator would."""
