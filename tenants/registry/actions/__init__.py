"""What changes the life of a region."""
