// Loaded ahead of a process and of all that it starts, by NODE_OPTIONS: wall clocks run ahead by so many seconds; timers
// and `performance` are as they are. A proxy, so that dates from elsewhere, as of `structuredClone`, are still dates.
const ahead = Number(process.env.MOVED_CLOCK_SECONDS) * 1_000;
const { now } = Date;
const moved = () => now() + ahead;

globalThis.Date = new Proxy(Date, {
  apply: (target) => new target(moved()).toString(),
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [moved()] : given, made),
  get: (target, name) => (name === 'now' ? moved : Reflect.get(target, name)),
});
Object.defineProperty(Date.prototype, 'constructor', { value: Date, writable: true, configurable: true });
