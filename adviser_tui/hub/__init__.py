"""The team's hub: takes what devices recorded, merges it, and gives each what it may see."""
