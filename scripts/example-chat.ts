/** Installs, builds and serves examples/next-chat: `npm run example:chat`. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../examples/next-chat/', import.meta.url));
const address = `http://localhost:${process.env.PORT ?? 3000}`;

if (!existsSync(`${folder}node_modules/next`))
  await step('Installing its packages', 'npm', ['install', '--no-audit', '--no-fund']);
await step('Building', 'npx', ['next', 'build']);
console.log(`\nOpen ${address} to chat, and ${address}/cache to see what the cache did. Ctrl-C ends it.`);
const server = spawn('npx', ['next', 'start'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => {
  process.exitCode = code ?? 0;
});

/** Runs a command with one line of progress; its own output is told only if it fails. */
async function step(label: string, command: string, args: readonly string[]): Promise<void> {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1_000).toFixed(0)} s`;
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ticking = process.stdout.isTTY
    ? setInterval(() => process.stdout.write(`\r${label}: ${seconds()}`), 1_000)
    : undefined;
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(ticking);
  if (code !== 0) {
    console.error(`\n${output}\n${label}: failed.`);
    process.exit(1);
  }
  console.log(`${process.stdout.isTTY ? '\r' : ''}${label}: done in ${seconds()}`);
}
