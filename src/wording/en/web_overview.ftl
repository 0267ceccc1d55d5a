# The overview
