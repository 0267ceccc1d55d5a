# Pages of the history
