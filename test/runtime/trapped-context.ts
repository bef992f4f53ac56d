import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

const requireHere = createRequire(import.meta.url);

/** Globals that do something, or tell of the machine, when they are called. */
const active = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'fetch',
  'WebSocket',
  'XMLHttpRequest',
  'EventSource',
  'Worker',
] as const;

const printing = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Globals that only make values. */
const passive = {
  AbortController,
  AbortSignal,
  Buffer,
  Blob,
  Event,
  EventTarget,
  Headers,
  performance,
  ReadableStream,
  Request,
  Response,
  structuredClone,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  WritableStream,
  atob,
  btoa,
};

/** Runs a CommonJS script in a realm of its own, and returns what it touched of the world, in order. */
export function touchedBy(script: string): readonly string[] {
  const touched: string[] = [];
  const touch = (name: string) => {
    touched.push(name);
    return undefined;
  };
  const trapped = Object.fromEntries(active.map((name) => [name, () => touch(name)]));
  const watched = (name: string, target: object, members: readonly PropertyKey[]) =>
    new Proxy(target, {
      get(object, member, receiver) {
        if (members.includes(member)) touch(`${name}.${String(member)}`);
        const value: unknown = Reflect.get(object, member, object === process ? object : receiver);
        return typeof value === 'function' ? value.bind(object) : value;
      },
    });
  const globals: Record<string, unknown> = {
    ...passive,
    ...trapped,
    console: Object.fromEntries(printing.map((name) => [name, () => touch(`console.${name}`)])),
    process: watched('process', process, ['env', 'argv', 'cwd', 'on', 'once', 'nextTick', 'exit']),
    crypto: watched('crypto', crypto, ['subtle', 'getRandomValues', 'randomUUID']),
    module: { exports: {} },
    exports: {},
    require: (name: string): unknown => requireHere(name),
  };
  globals.globalThis = globals;
  runInContext(script, createContext(globals));
  return touched;
}
