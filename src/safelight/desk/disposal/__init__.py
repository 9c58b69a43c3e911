"""How long a case is kept, and disposing of it: reviews, holds, two people, and a certificate of what is gone."""
