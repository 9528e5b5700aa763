"""OpenTelemetry spans of exchanges, without contents: what one says, how they wait, how they leave."""
