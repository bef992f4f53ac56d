import { isRecord, type UnknownRecord } from './record.ts';

// OpenAI's Responses API, as `@langchain/openai` 1.6 keeps it in `additional_kwargs`.
const unrepeatable = ['tool_outputs', '__openai_custom_tool_call_ids__'] as const;

/**
 * Whether an answer needs items that the provider keeps: results of tools that it ran itself, and calls of custom tools.
 * They are sent back by their ids, which may be gone, or belong to another project: such an answer is not stored.
 */
export function needsProviderItems(additional: UnknownRecord): boolean {
  return unrepeatable.some((name) => {
    const value = additional[name];
    return Array.isArray(value) ? value.length > 0 : isRecord(value) && Object.keys(value).length > 0;
  });
}

/**
 * Whether a member of `additional_kwargs` names items that the provider keeps, and says nothing that the message doesn't
 * say elsewhere: ids of calls, and reasoning, whose text stands in the content. Encrypted reasoning is no such item: it
 * holds all that the provider needs.
 */
export function isProviderItem(name: string, value: unknown): boolean {
  if (name === '__openai_function_call_ids__') return true;
  return (
    name === 'reasoning' && isRecord(value) && typeof value.id === 'string' && value.encrypted_content == null
  );
}
