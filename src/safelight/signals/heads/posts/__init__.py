"""A head of its own for public posts: threats in what strangers write to everybody, with no course to weigh."""
