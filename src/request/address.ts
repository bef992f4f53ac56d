import { isSecretName } from './secret-names.ts';

// What the providers' clients ask when they are told nothing else: it says no more than the provider's name. As of
// December 2026 in the packages of the AI SDK; LangChain's tell none then.
const ownAddresses: ReadonlyMap<string, string> = new Map([
  ['openai', 'https://api.openai.com/v1'],
  ['anthropic', 'https://api.anthropic.com'],
  ['mistral', 'https://api.mistral.ai/v1'],
]);

/**
 * Where a model is asked, as a part of its request: at another address (a proxy, a local server, another deployment)
 * another model may have the same name.
 * @param provider as an adapter names it, such as `openai.responses`.
 * @param url the base of the addresses that are asked. Credentials are left out.
 * @returns `undefined` for no address, and for the provider's own.
 */
export function addressOf(provider: string, url: unknown): string | undefined {
  if (typeof url !== 'string' || url === '') return undefined;
  const [vendor = ''] = provider.split('.', 1);
  // The AI SDK's base has the version in it, LangChain's hasn't.
  const base = plainAddress(url).replace(/\/+(?=\?|$)/, '');
  const address = vendor === 'anthropic' ? base.replace(/\/v1$/, '') : base;
  return address === ownAddresses.get(vendor) ? undefined : address;
}

/** An address without credentials, with the query in one order; what is no URL as it is. */
export function plainAddress(url: string): string {
  try {
    const { protocol, host, pathname, searchParams } = new URL(url);
    for (const name of [...searchParams.keys()]) if (isSecret(name)) searchParams.delete(name);
    searchParams.sort();
    const query = String(searchParams);
    return `${protocol}//${host}${pathname}${query && `?${query}`}`;
  } catch {
    return url;
  }
}

/** Google's APIs call a credential `key`. */
function isSecret(parameter: string): boolean {
  return parameter === 'key' || isSecretName(parameter);
}
