"""Where the lines of the home page come from: one module per room, each `waiting_for(user, on)`."""
