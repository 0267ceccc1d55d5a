
by-hand-dropped = The run { $run } by hand was interrupted before it was recorded: nothing was sent. Choose its items again.
