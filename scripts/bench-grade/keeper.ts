// Keeps the doors of a class open, in a process of its own: what the sshds behind them use is then in nobody's figures.
//   node keeper.ts FOLDER COUNT    prints the ports as JSON; ends when its standard input does
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const [folder = '', count = '0'] = process.argv.slice(2);
const ports: number[] = [];
for (let n = 0; n < Number(count); n++) {
  // sshd gets the connection itself, so that no byte passes through here.
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const sshd = spawn(join(folder, 'door.sh'), [], { stdio: [socket, socket, 'ignore'] });
    sshd.once('error', () => undefined);
    socket.on('error', () => undefined);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports.push((server.address() as { readonly port: number }).port);
}
process.stdout.write(`${JSON.stringify(ports)}\n`);
process.stdin.resume().once('end', () => process.exit(0));
