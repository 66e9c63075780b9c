"""Everything held about one person, gathered and opened for that person and nobody else."""
