"""How the victim can be contacted safely: rules that stand wherever anybody could contact them."""
