"""What authors of a policy use: lint, test, explain. Nothing here decides on a workstation."""
