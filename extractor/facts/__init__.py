"""Who, what, how much, how changed, when, meant how: the field's knowledge, over mentions alone."""
