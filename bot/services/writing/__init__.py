"""What people write: prompts, answers, review, sending, and the mentor's sealed view."""
