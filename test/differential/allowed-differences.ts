/**
 * In what a hit may differ from the answer that was stored, and what it says instead. The README has the same list, and
 * a test holds the two equal. `fields` are the names under which the difference shows: nothing else may differ.
 */
export const allowedDifferences: readonly { readonly says: string; readonly fields: readonly string[] }[] = [
  {
    says: 'Usage is zero, since nothing was billed; what the answer had cost is in `reprise.saved`.',
    fields: [
      'usage',
      'totalUsage',
      'usage_metadata',
      'tokenUsage',
      'estimatedTokenUsage',
      'llmOutput',
      'inputTokens',
      'outputTokens',
      'totalTokens',
      'prompt',
      'completion',
    ],
  },
  {
    says: 'Ids of messages, responses and tool calls are new, in the form that they had.',
    fields: [
      'id',
      'toolCallId',
      'approvalId',
      'messageId',
      'callId',
      'run_id',
      'tool_call_id',
      'parent_ids',
      'lc_id',
    ],
  },
  {
    says: 'Ids of items that the provider keeps are left out, and reasoning that is nothing but such an id.',
    fields: ['itemId', 'responseId'],
  },
  {
    says: '`request.body`, `response.body` and raw chunks are missing, and `response.headers` are empty: nothing was sent.',
    fields: ['request', 'body', 'headers', 'rawResponse'],
  },
  {
    says: '`providerMetadata.reprise`, or `response_metadata.reprise`, tells where the answer came from.',
    fields: ['reprise'],
  },
  {
    says: 'Times are those of the hit; `response.timestamp` is that of the stored answer.',
    fields: ['timestamp', 'created', 'performance', 'stepTimeMs', 'responseTimeMs', 'system_fingerprint'],
  },
  {
    says: 'A text that was not streamed when it was stored streams in pieces of a few words, and so do arguments of tools.',
    fields: [],
  },
  { says: 'LangChain: the chunks of a stream have their metadata on the last one.', fields: [] },
  { says: 'An error of the provider, and its retries, happened to the first caller only.', fields: [] },
];
