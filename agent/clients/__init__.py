"""AI programs that people have already, set up to ask through Gnomon, and set back."""
