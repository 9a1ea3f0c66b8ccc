"""What follows what, and is it more than chance? Plain functions from a history to tables; nothing here calls order cause."""
