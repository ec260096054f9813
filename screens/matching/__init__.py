"""The parts of the match sheet's screen."""
