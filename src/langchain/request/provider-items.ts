import { isRecord } from '../record.ts';

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
