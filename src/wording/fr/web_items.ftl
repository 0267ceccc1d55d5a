# Pages des factures et des échéances
