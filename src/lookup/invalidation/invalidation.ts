import type { SemanticLookups } from '../../contracts/semantic-layer.ts';
import { InvalidRequestError } from '../../errors.ts';
import type { EventData } from '../../policy/cache-rule.ts';
import type { RuleSet } from '../../policy/rule-set.ts';
import type { InvalidationResult, InvalidationTarget } from '../cache-result.ts';
import type { ExactLayers } from '../exact/exact-layers.ts';
import type { Surroundings } from '../fail-open/backend.ts';
import type { CounterNames } from './counter-names.ts';
import type { PatternScan, ScanOptions } from './pattern-scan.ts';

export interface InvalidationOptions extends Surroundings {
  readonly exact: ExactLayers;
  readonly names: CounterNames;
  readonly rules: RuleSet | undefined;
  readonly scan: PatternScan;
  readonly semantic: SemanticLookups | undefined;
}

/** Drops answers: by generation what has a name, by a scan what only matches a pattern. */
export class Invalidation {
  readonly #options: InvalidationOptions;

  constructor(options: InvalidationOptions) {
    this.#options = options;
  }

  /** @throws InvalidRequestError for what is no target. */
  async invalidate(target: InvalidationTarget, options?: ScanOptions): Promise<InvalidationResult> {
    assertTarget(target);
    const { names, exact, scan, emit, clock } = this.#options;
    if ('matching' in target) {
      const result = await scan.run(target.matching, options);
      emit({ type: 'invalidated', at: clock(), target: 'matching', count: result.dropped ?? 0 });
      return result;
    }
    const counters = await counterNames(names, target);
    const raised = 'key' in target ? [...counters, names.keys] : counters;
    const done = raised.length === 0 || (await exact.increment(raised));
    if ('key' in target) await exact.delete([target.key]);
    if ('scope' in target && done) this.#options.semantic?.forgetScope(target.scope);
    const [kind = ''] = Object.keys(target);
    emit({ type: 'invalidated', at: clock(), target: kind, count: counters.length });
    return { done };
  }

  /** Drops what the event rules tie to an event. */
  async emit(event: string, data: EventData = {}): Promise<InvalidationResult> {
    return this.invalidate({ tags: this.#options.rules?.tagsOf(event, data) ?? [] });
  }
}

async function counterNames(
  names: CounterNames,
  target: Exclude<InvalidationTarget, { readonly matching: RegExp }>,
): Promise<readonly string[]> {
  if ('tags' in target) return Promise.all(target.tags.map((tag) => names.name('tag', tag)));
  if ('scope' in target) return [await names.name('scope', target.scope)];
  if ('model' in target) return [await names.name('model', target.model)];
  return [await names.name('key', target.key)];
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

const checks: Readonly<
  Record<string, { readonly expected: string; readonly is: (value: unknown) => boolean }>
> = {
  tags: {
    expected: 'a list of tags, each a text that is not empty',
    is: (value) => Array.isArray(value) && value.every(isText),
  },
  scope: { expected: 'a text', is: (value) => typeof value === 'string' },
  model: { expected: 'the id of a model', is: isText },
  key: { expected: "a request's key", is: isText },
  matching: { expected: 'a regular expression', is: (value) => value instanceof RegExp },
};

// A misspelt or missing name must not pass for "nothing to drop".
function assertTarget(target: unknown): void {
  const names = typeof target === 'object' && target !== null ? Object.keys(target) : [];
  const [name, ...others] = names;
  if (name === undefined || others.length > 0 || !Object.hasOwn(checks, name)) {
    throw new InvalidRequestError('target', 'one of { tags }, { scope }, { model }, { key } or { matching }');
  }
  const check = checks[name];
  if (check?.is(Reflect.get(Object(target), name)) !== true) {
    throw new InvalidRequestError(name, check?.expected ?? 'another value');
  }
}
