# La page de la balance âgée
