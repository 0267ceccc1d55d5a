# Pages of a customer
