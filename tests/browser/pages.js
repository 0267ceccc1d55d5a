// Every page that opens by its address alone, on the demonstration company.
export const PAGES = [
  '/c/DEMO',
  '/c/DEMO/balance',
  '/c/DEMO/items',
  '/c/DEMO/customers',
  '/c/DEMO/reminders',
  '/c/DEMO/batches',
  '/c/DEMO/history',
  '/files',
  '/admin',
];
