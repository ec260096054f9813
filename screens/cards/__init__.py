"""From a service's card to the sections that a CardView shows; pure functions."""
