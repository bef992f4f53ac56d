import { addressOf } from '../../request/address.ts';
import { isPlainObject } from '../../request/tagged-value.ts';
import { isRecord } from '../record.ts';

// How integrations name the place where they ask, or the deployment there: `clientConfig.baseURL` of `ChatOpenAI`,
// `apiUrl` of `ChatAnthropic`, `baseUrl`, `serverURL`, `endpointHost`, `azureOpenAIApiDeploymentName`. As of December 2026.
const placeName = /(url|endpoint|host|base_?path|instance_?name|deployment_?name)$/i;

/** What repeats the constructor's arguments, which the model has read. */
const repeated: ReadonlySet<string> = new Set(['lc_kwargs', 'fields']);

/**
 * Where a chat model asks, if that isn't its provider's own address. No parameter that it sends tells it: two deployments
 * of Azure's have one model name by default.
 */
export function modelAddress(model: object, provider: string): unknown {
  const places = new Set(placesIn(model, 2));
  const [first, ...others] = [...places]
    .map((place) => addressOf(provider, place))
    .filter(isGiven)
    .sort();
  return others.length === 0 ? first : [first, ...others];
}

function* placesIn(value: object, depth: number): Generator<unknown> {
  for (const [name, member] of Object.entries(value)) {
    if (repeated.has(name)) continue;
    if (typeof member === 'string' && placeName.test(name)) yield member;
    else if (name === 'defaultQuery' && isRecord(member)) yield query(member);
    else if (depth > 0 && isRecord(member) && isPlainObject(member)) yield* placesIn(member, depth - 1);
  }
}

/** Parameters that go with every request, as an address of their own. */
function query(parameters: Readonly<Record<string, unknown>>): string {
  return `query:?${new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]))}`;
}

function isGiven(address: string | undefined): address is string {
  return address !== undefined;
}
