"""What changes the cascade, one act a file."""
