"""What somebody tells us, before there is a case: safe contact first, then danger, then their words."""
