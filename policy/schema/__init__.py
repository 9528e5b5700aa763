"""The file format of a policy as pydantic models, and how each becomes a frozen value of `policy.model`."""
