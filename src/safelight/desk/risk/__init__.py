"""How dangerous it is, as the person says and as named people judge it: answers, grades, reviews, conferences."""
