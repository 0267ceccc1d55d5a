# app
did-you-mean = vouliez-vous dire « { $word } » ?
