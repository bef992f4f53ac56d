import { randomUUID, timingSafeEqual } from 'node:crypto';
import { Command } from 'commander';
import { dashboard } from '../../dashboard/index.ts';
import { CommandError } from '../command-error.ts';
import { connect } from '../connect.ts';
import { port } from '../port.ts';
import { serve } from '../serve.ts';
import { styled, type Terminal } from '../terminal.ts';

interface DashboardCommandOptions {
  readonly namespace: string;
  readonly port: number;
  readonly texts?: true;
}

/** `reprise dashboard`: the dashboard of the environment's store, on this machine. */
export function dashboardCommand(terminal: Terminal, ended: (code: number) => void): Command {
  return new Command('dashboard')
    .description('Serves the dashboard on this machine, for the store that the environment names.')
    .option('--namespace <name>', 'the namespace that createCache was given', 'reprise')
    .option('--port <port>', 'on 127.0.0.1', port, 4983)
    .option('--texts', 'shows questions, answers and scopes')
    .action(async (options: DashboardCommandOptions) => {
      const secret = randomUUID();
      const cache = connect(terminal, options.namespace);
      const handler = dashboard(cache, {
        authorize: (request) => isLocal(request) && sameText(cookieOf(request), secret),
        texts: options.texts ? 'shown' : 'hidden',
      });
      const server = await serve(
        async (request) => signIn(request, secret) ?? (await handler(request)),
        options.port,
      ).catch(() => {
        throw new CommandError(
          `The port ${options.port} is taken.`,
          'Give another with --port, or 0 for any.',
        );
      });
      terminal.out(`http://127.0.0.1:${server.port}/?token=${secret}`);
      terminal.err(styled(terminal, 'dim', 'Serving until Ctrl-C. The address lets in whoever has it.'));
      await terminal.interrupted;
      await server.close();
      await cache.close();
      ended(0);
    });
}

/** The address that was printed becomes a cookie, so that the secret leaves the address bar. */
function signIn(request: Request, secret: string): Response | undefined {
  const token = new URL(request.url).searchParams.get('token');
  if (token === null || !isLocal(request) || !sameText(token, secret)) return undefined;
  return new Response(null, {
    status: 303,
    headers: { location: '/', 'set-cookie': `reprise=${secret}; HttpOnly; SameSite=Strict; Path=/` },
  });
}

/** A page elsewhere whose name resolves to this machine sends its own name as the host. */
function isLocal(request: Request): boolean {
  return ['127.0.0.1', 'localhost'].includes(new URL(request.url).hostname);
}

function cookieOf(request: Request): string {
  return /(?:^|;\s*)reprise=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
}

function sameText(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
