import { makersPrice } from '../../prices/builtin-prices.ts';
import { type ModelName, modelName } from '../../prices/model-name.ts';
import { cacheRoute, markerLimit } from './cache-routes.ts';
import type { CacheLifetime, CacheRules } from './cache-rules.ts';
import { type CacheFactors, type ModelCache, modelCaches } from './model-caches.ts';

const minute = 60_000;

/**
 * What a deployment, an inference profile or an alias of your own runs, by its name: `{ 'my-deployment': 'gpt-5.4' }`.
 */
export type Deployments = Readonly<Record<string, string>>;

/** The model that is meant: what a name of the user's own stands for, or the name itself. */
export function deployedModel(model: string, deployments: Deployments = {}): string {
  return (Object.hasOwn(deployments, model) ? deployments[model] : undefined) ?? model;
}

/**
 * The rules of the provider's prompt cache for a model.
 * @param provider as the AI SDK (`openai.responses`) or LangChain (`openai`) names it.
 * @param model its id in any spelling: with a snapshot's date, a region, a router's prefix and variant, as an ARN.
 * @param deployments what your own names for models stand for. Default: none.
 * @returns `undefined` for a provider or model that isn't in the table: then nothing is added to a request.
 */
export function findCacheRules(
  provider: string,
  model: string,
  deployments?: Deployments,
): CacheRules | undefined {
  if (typeof provider !== 'string' || typeof model !== 'string') return undefined;
  const name = modelName(provider, deployedModel(model, deployments));
  if (name === undefined) return undefined;
  const cache = modelCaches.find(({ maker, models }) => maker === name.maker && models.test(name.base));
  const route = cache && cacheRoute(provider.toLowerCase(), name, cache);
  if (cache === undefined || route === undefined) return undefined;
  const { id, style, places = [], request } = route;
  const factors = pricedFactors(name, cache);
  return {
    id,
    mechanism: style === undefined ? 'automatic' : 'markers',
    minimumTokens: cache.minimumTokens,
    stepTokens: cache.stepTokens,
    readFactor: factors.read,
    lifetimes: lifetimes(cache, style !== undefined, factors),
    ...(style !== undefined && {
      markers: { style, limit: markerLimit, places, lookbackBlocks: cache.finds === 'blocks' ? 20 : 0 },
    }),
    request,
  };
}

/** What the price list says, as multiples of plain input; regions and resellers keep the proportions. */
function pricedFactors(name: ModelName, { factors }: ModelCache): CacheFactors {
  const price = makersPrice(name);
  if (price === undefined) return factors;
  const { input, cacheRead = input, cacheWrite } = price;
  const { short = input, long = short } = cacheWrite ?? {};
  const factor = (cost: number) => Math.round((cost / input) * 10_000) / 10_000;
  return { read: factor(cacheRead), writeShort: factor(short), writeLong: factor(long) };
}

function lifetimes(
  { maker, finds }: ModelCache,
  isMarked: boolean,
  { writeShort, writeLong }: CacheFactors,
): CacheRules['lifetimes'] {
  const first = (name: string, minutes: number): CacheLifetime => ({
    name,
    milliseconds: minutes * minute,
    writeFactor: writeShort,
  });
  // '12h' is taken by the Responses API only, so it isn't chosen unasked.
  if (maker === 'openai' && finds === 'breakpoints') return [first('30m', 30)];
  if (maker !== 'anthropic') return [first(isMarked ? '5m' : 'in_memory', 5)];
  // Where no marker can say so, the hour can't be asked for.
  return isMarked
    ? [first('5m', 5), { name: '1h', milliseconds: 60 * minute, writeFactor: writeLong }]
    : [first('5m', 5)];
}
