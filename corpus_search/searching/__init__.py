"""What a person typed -> a query -> results."""
