"""A small programme driven at random: the real one, and beside it what ought to be."""
