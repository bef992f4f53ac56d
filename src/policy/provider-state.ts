import type { CacheRequest } from '../request/cache-request.ts';
import type { CachedResponse, ResponsePart } from '../response/cached-response.ts';

type UnknownRecord = Readonly<Record<string, unknown>>;

// Settings that continue what the provider keeps, without case and `_`, so that each adapter's spelling is one. Names
// as of November 2026: OpenAI's Responses API (`conversation`, `previous_response_id`), Google's Interactions API
// (`previous_interaction_id`), Anthropic's code execution (`container`).
const stateSettings: ReadonlySet<string> = new Set([
  'container',
  'containerid',
  'conversation',
  'conversationid',
  'previousinteractionid',
  'previousresponseid',
]);

// Records whose members are sent to the provider as they are.
const forwarded: ReadonlySet<string> = new Set([
  'additionalmodelrequestfields',
  'extrabody',
  'kwargs',
  'langchain',
  'modelkwargs',
  'options',
]);

const approvalResponses: ReadonlySet<unknown> = new Set(['tool-approval-response', 'mcp_approval_response']);

/**
 * Whether a request goes on from what its provider keeps: a conversation, an earlier response, a container, an approval
 * that was asked for. The same words then mean something else each time, and what is approved must really run.
 * Read off the context that either adapter makes (`request/conversation`).
 */
export function requestProviderState({ context }: CacheRequest): boolean {
  if (!isRecord(context)) return false;
  const { providerOptions, settings, instance, tools, messages } = context;
  return (
    holdsState(settings) ||
    (isRecord(instance) && Object.values(instance).some(holdsState)) ||
    (isRecord(providerOptions) && Object.values(providerOptions).some(holdsState)) ||
    (Array.isArray(tools) && tools.some(usesContainer)) ||
    (Array.isArray(messages) && messages.some(givesApproval))
  );
}

function holdsState(settings: unknown): boolean {
  if (!isRecord(settings)) return false;
  return Object.entries(settings).some(([name, value]) => {
    const plain = name.replaceAll('_', '').toLowerCase();
    if (stateSettings.has(plain)) return isGiven(value);
    return forwarded.has(plain) && holdsState(value);
  });
}

// A container's id is a text; a record says how to make a new one.
function usesContainer(tool: unknown): boolean {
  if (!isRecord(tool)) return false;
  const { args, container, tool: wrapped, environment } = tool;
  return (
    typeof container === 'string' ||
    (isRecord(environment) && isGiven(environment.containerId ?? environment.container_id)) ||
    usesContainer(args) ||
    usesContainer(wrapped)
  );
}

function givesApproval(message: unknown): boolean {
  if (!isRecord(message) || !Array.isArray(message.parts)) return false;
  return message.parts.some(
    (part: unknown) =>
      isRecord(part) &&
      (approvalResponses.has(part.type) || (isRecord(part.value) && approvalResponses.has(part.value.type))),
  );
}

const statefulMetadata = ['approvalId', 'approvalRequestId', 'container', 'containerId'] as const;

// OpenAI's own tools, as `@langchain/openai` keeps them in `additional_kwargs`: sent back by their ids.
const statefulKwargs = ['tool_outputs', '__openai_custom_tool_call_ids__', 'container'] as const;

const statefulTypes: ReadonlySet<unknown> = new Set([
  'container_upload',
  'mcp_approval_request',
  'tool-approval-request',
]);

// Parts that name an item at the provider and don't hold what it says.
const statefulKinds: ReadonlySet<unknown> = new Set(['anthropic.container_upload', 'openai.compaction']);

/**
 * Whether an answer works only while its provider remembers: an approval that waits there, a container with files, an
 * item that is sent back by its id. Replayed later, or to another project, the next turn would be refused, or go on
 * from nothing; so it is neither stored nor served.
 */
export function responseProviderState({ providerMetadata, parts }: CachedResponse): boolean {
  return namesState(providerMetadata) || parts.some(partNamesState);
}

function partNamesState(part: ResponsePart): boolean {
  if (part.type !== 'extension') return namesState(part.providerMetadata);
  const { type, kind, block, providerMetadata } = part.value;
  return (
    statefulTypes.has(type) ||
    statefulKinds.has(kind) ||
    (isRecord(block) && statefulTypes.has(block.type)) ||
    namesState(providerMetadata)
  );
}

function namesState(metadata: unknown): boolean {
  if (!isRecord(metadata)) return false;
  return Object.values(metadata).some(
    (said) =>
      isRecord(said) &&
      (statefulMetadata.some((name) => isGiven(said[name])) ||
        [said.additional_kwargs, said.response_metadata].some(
          (more) => isRecord(more) && statefulKwargs.some((name) => isGiven(more[name])),
        )),
  );
}

/** Whether a value says anything: integrations fill in nothing, or an empty list. */
function isGiven(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isRecord(value) || Object.keys(value).length > 0;
}

function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
