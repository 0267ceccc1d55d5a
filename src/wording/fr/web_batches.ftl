# Pages des batchs
