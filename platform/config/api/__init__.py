"""Which endpoints stand on which host. Each room brings its own; here they get their addresses."""
