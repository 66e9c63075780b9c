"""What is read before a meeting: the agenda, the digest, and how mentees are doing."""
