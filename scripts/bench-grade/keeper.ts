// Keeps doors of a class open, in a process of its own: what the sshds behind them use is then in nobody's figures.
//   node keeper.ts COUNT PROGRAM…    prints the ports of each program as JSON; ends when its standard input does
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const [count = '0', ...programs] = process.argv.slice(2);

async function door(program: string): Promise<number> {
  // sshd gets the connection itself, so that no byte passes through here.
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const sshd = spawn(program, [], { stdio: [socket, socket, 'ignore'] });
    sshd.once('error', () => undefined);
    socket.on('error', () => undefined);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { readonly port: number }).port;
}

const ports: number[][] = [];
for (const program of programs) {
  const own: number[] = [];
  for (let n = 0; n < Number(count); n++) own.push(await door(program));
  ports.push(own);
}
process.stdout.write(`${JSON.stringify(ports)}\n`);
process.stdin.resume().once('end', () => process.exit(0));
