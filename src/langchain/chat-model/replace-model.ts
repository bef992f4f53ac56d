import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { Runnable, RunnableBinding, RunnableMap, RunnableSequence } from '@langchain/core/runnables';
import { isRecord } from '../record.ts';
import { isChatModel } from './inner-model.ts';

/**
 * The same pipeline with every chat model in it replaced. What it doesn't know the inside of stays as it is: then that
 * part asks its model without a cache.
 */
export function withModel<Input, Output>(
  pipeline: Runnable<Input, Output>,
  replace: (model: BaseChatModel) => Runnable,
): Runnable<Input, Output> {
  const replaced = replacedIn(pipeline, replace);
  // The same kind of runnable with the same steps takes and gives the same.
  return replaced as Runnable<Input, Output>;
}

function replacedIn(runnable: Runnable, replace: (model: BaseChatModel) => Runnable): Runnable {
  if (isChatModel(runnable)) return replace(runnable);
  if (isOf(runnable, RunnableSequence)) {
    const [first, ...rest] = runnable.steps.map((step) => replacedIn(step, replace));
    const last = rest.pop();
    if (first === undefined || last === undefined) return runnable;
    const { name } = runnable;
    return new RunnableSequence({ first, middle: rest, last, ...(name === undefined ? {} : { name }) });
  }
  if (isOf(runnable, RunnableMap)) {
    const steps: unknown = Reflect.get(runnable, 'steps');
    if (!isRecord(steps)) return runnable;
    const replaced: Record<string, Runnable> = {};
    for (const [name, step] of Object.entries(steps)) {
      if (!Runnable.isRunnable(step)) return runnable;
      replaced[name] = replacedIn(step, replace);
    }
    return new RunnableMap({ steps: replaced });
  }
  // A subclass, such as one that retries, does more than bind: it stays.
  if (isOf(runnable, RunnableBinding) && Object.hasOwn(runnable.constructor, 'lc_name')) {
    const { bound, config, kwargs = {}, configFactories = [] } = runnable;
    return new RunnableBinding({ bound: replacedIn(bound, replace), config, kwargs, configFactories });
  }
  return runnable;
}

/**
 * By core's own name of a class, which its subclasses share unless they take one of their own: `instanceof` fails where an
 * application holds core twice, as CommonJS hosts do.
 */
function isOf<Kind extends Runnable>(
  runnable: Runnable,
  kind: { lc_name(): string; readonly prototype: Kind },
): runnable is Kind {
  const name: unknown = Reflect.get(runnable.constructor, 'lc_name');
  return typeof name === 'function' && Reflect.apply(name, runnable.constructor, []) === kind.lc_name();
}
