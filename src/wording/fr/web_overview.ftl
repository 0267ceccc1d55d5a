# La vue d’ensemble
