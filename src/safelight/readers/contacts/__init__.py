"""What readers of address books share."""
