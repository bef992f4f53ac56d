import { Command, InvalidArgumentError } from 'commander';
import { startUpstash } from '../../testing/start-upstash.ts';
import { port } from '../port.ts';
import { styled, type Terminal } from '../terminal.ts';

interface UpstashOptions {
  readonly redisPort: number;
  readonly vectorPort: number;
  readonly token: string;
  readonly dimensions: number;
  readonly server?: true;
}

/** `reprise upstash`: the local server of both Upstash protocols, for development without an account. */
export function upstashCommand(terminal: Terminal, ended: (code: number) => void): Command {
  return new Command('upstash')
    .description('Serves the REST protocols of Upstash Redis and Vector on this machine, for development.')
    .option('--redis-port <port>', 'of the Redis protocol', port, 8079)
    .option('--vector-port <port>', 'of the Vector protocol', port, 8080)
    .option('--token <token>', 'what clients must send', 'local')
    .option('--dimensions <number>', 'of the vector index', dimension, 512)
    .option('--server', 'keeps values in a redis-server started for it, instead of a table in memory')
    .action(async ({ redisPort, vectorPort, token, dimensions, server }: UpstashOptions) => {
      const local = await startUpstash({
        token,
        redis: server ? 'server' : 'table',
        vector: { dimensions },
        ports: { redis: redisPort, vector: vectorPort },
      });
      terminal.out(
        [
          `UPSTASH_REDIS_REST_URL=${local.redis.url}`,
          `UPSTASH_REDIS_REST_TOKEN=${local.redis.token}`,
          `UPSTASH_VECTOR_REST_URL=${local.vector.url}`,
          `UPSTASH_VECTOR_REST_TOKEN=${local.vector.token}`,
        ].join('\n'),
      );
      terminal.err(styled(terminal, 'dim', 'Serving until Ctrl-C. What it holds is gone then.'));
      await terminal.interrupted;
      await local.close();
      ended(0);
    });
}

function dimension(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000) {
    throw new InvalidArgumentError('A whole number, 1 to 10000.');
  }
  return value;
}
