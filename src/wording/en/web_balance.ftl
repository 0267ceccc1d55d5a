# The page of the aged balance
