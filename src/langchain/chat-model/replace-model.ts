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
  if (runnable instanceof RunnableSequence) {
    const [first, ...rest] = runnable.steps.map((step) => replacedIn(step, replace));
    const last = rest.pop();
    if (first === undefined || last === undefined) return runnable;
    const { name } = runnable;
    return new RunnableSequence({ first, middle: rest, last, ...(name === undefined ? {} : { name }) });
  }
  if (runnable instanceof RunnableMap) {
    const steps: unknown = Reflect.get(runnable, 'steps');
    if (!isRecord(steps)) return runnable;
    const replaced: Record<string, Runnable> = {};
    for (const [name, step] of Object.entries(steps)) {
      if (!(step instanceof Runnable)) return runnable;
      replaced[name] = replacedIn(step, replace);
    }
    return new RunnableMap({ steps: replaced });
  }
  // A subclass, such as one that retries, does more than bind: it stays.
  if (runnable instanceof RunnableBinding && runnable.constructor === RunnableBinding) {
    const { bound, config, kwargs = {}, configFactories = [] } = runnable;
    return new RunnableBinding({ bound: replacedIn(bound, replace), config, kwargs, configFactories });
  }
  return runnable;
}
