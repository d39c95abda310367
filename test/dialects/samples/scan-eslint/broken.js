const total = = 1
