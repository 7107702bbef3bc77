"""What changes who may compare."""
