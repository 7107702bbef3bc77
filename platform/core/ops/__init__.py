"""Running the product: the menu behind `./run`, the servers it starts, health, scrubbing of reports."""
