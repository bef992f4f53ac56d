import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';

interface Credentials {
  readonly url: string;
  readonly token: string;
}

export interface Addresses {
  readonly redis: Credentials;
  readonly vector: Credentials;
}

export interface RemoteUpstash extends Addresses {
  /** Milliseconds that every reply of both services comes later from now on. */
  setLatency(milliseconds: number): Promise<void>;
}

/**
 * A local Upstash in a process of its own, so that its work isn't the work of who asks it. It ends with this process.
 * Texts are embedded by their words, hashed: paraphrases are near, and no model costs time.
 */
export async function remoteUpstash(): Promise<RemoteUpstash> {
  const server = fork(join(dirname(process.argv[1] ?? ''), 'upstash-server.js'), {
    serialization: 'advanced',
    execArgv: [],
  });
  server.once('exit', (code) => {
    if (code !== 0) throw new Error(`The local Upstash ended with ${code}.`);
  });
  const reply = <Message>() =>
    new Promise<Message>((resolve) => {
      server.once('message', (message) => resolve(message as Message));
    });
  const addresses = await reply<Addresses>();
  return {
    ...addresses,
    async setLatency(milliseconds) {
      server.send(milliseconds);
      await reply();
    },
  };
}
