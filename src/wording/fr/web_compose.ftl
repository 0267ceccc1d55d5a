# La composition des relances
