# Pages of batches
