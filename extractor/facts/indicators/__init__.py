"""What a number measures: the words beside it, put together and cut at their edges."""
