## The pilot: its plan, its arms, what each design would find.
question-pilot = Try it first
pilot-lead = Nobody has yet published a randomised trial of gifting. Here one is designed on your own base: it is replayed in the same model that answers the launch, so that what a design would miss is seen before it is run.
pilot-design-title = What each design would find
help-pilot = A pilot: design it, read it, learn from it.
