# Pages of invoices and due items
