"""The press: outlets, reports, and the findings of the engine that reviewers decide on."""
