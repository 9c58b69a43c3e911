"""What one account tells of watching, turning up and pressing, whether a boundary was set or not."""
