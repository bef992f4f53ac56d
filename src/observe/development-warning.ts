const warned = Symbol.for('reprise.warned');

/** Of the process: a reload in development evaluates this module again, and must not repeat what was said. */
const host: typeof globalThis & { [warned]?: Set<string> } = globalThis;

/**
 * Says once a process, and under `NODE_ENV=development` only, that a part of the cache can't work. It fails open, so
 * that nobody would notice otherwise. The one place of this library that writes to the console.
 */
export function warnInDevelopment(backend: string, message: string | undefined): void {
  if (message === undefined || !inDevelopment()) return;
  host[warned] ??= new Set();
  if (host[warned].has(message)) return;
  host[warned].add(message);
  console.warn(`reprise: "${backend}" does not work, and calls go on without it. ${message}`);
}

function inDevelopment(): boolean {
  try {
    // Literally so, since bundlers put the value in its place; runtimes without a process throw.
    return process.env.NODE_ENV === 'development';
  } catch {
    return false;
  }
}
