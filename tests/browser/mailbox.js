// A mail server that takes every mail, each after a while: long enough to see
// a batch under way.

import { createServer } from 'node:net';

const A_WHILE = 150;

export async function openMailbox() {
  const server = createServer((socket) => {
    let rest = '';
    let inMail = false;
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const lines = (rest + data).split('\r\n');
      rest = lines.pop();
      for (const line of lines) {
        if (inMail && line === '.') {
          inMail = false;
          setTimeout(() => socket.write('250 taken\r\n'), A_WHILE);
        } else if (!inMail) {
          inMail = /^DATA$/i.test(line);
          socket.write(inMail ? '354 go on\r\n' : /^QUIT/i.test(line) ? '221 bye\r\n' : '250 yes\r\n');
        }
      }
    });
    socket.write('220 mailbox\r\n');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
