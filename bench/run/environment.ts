import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a run's figures depend on: the machine, Node, the code, the versions of the packages. */
export function environment(): string {
  const [cpu] = cpus();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const memory = Math.round(totalmem() / 1e9);
  const peers = Object.keys(manifest('bench/peers/package.json').dependencies ?? {});
  const versions = peers.map(
    (name) => `\`${name}\` ${manifest(`bench/peers/node_modules/${name}/package.json`).version}`,
  );
  const shared = ['ai', '@langchain/core', '@upstash/redis', '@upstash/vector'].map(
    (name) => `\`${name}\` ${manifest(`node_modules/${name}/package.json`).version}`,
  );
  return [
    `- ${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.version}`,
    `- ${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${process.platform}`,
    `- Peers: ${versions.join(', ')}`,
    `- Under all of them: ${shared.join(', ')}`,
  ].join('\n');
}

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
}
