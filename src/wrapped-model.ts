/** Where a middleware leaves the model that it wraps. In the global registry, since two entries may be two bundles. */
const wrapped = Symbol.for('reprise.wrapped-model');

type SupportedUrls = Readonly<Record<string, RegExp[]>>;

/** A model, as far as what wraps it passes it on. */
export interface WrappableModel {
  readonly supportedUrls: SupportedUrls | PromiseLike<SupportedUrls>;
}

/**
 * For `overrideSupportedUrls` of a middleware: the URLs that a model supports, and with them the model. Nothing else of it
 * is seen through `wrapLanguageModel`, and a cache in front of the middleware has to know which model answers.
 */
export function urlsAndModel(
  model: WrappableModel,
): PromiseLike<Record<string, RegExp[]>> | Record<string, RegExp[]> {
  const { supportedUrls } = model;
  const urls = isPromise(supportedUrls) ? Promise.resolve(supportedUrls) : { ...supportedUrls };
  return Object.defineProperty(urls, wrapped, { value: model });
}

/** The model behind all middlewares that leave it. */
export function innermostModel(model: object): object {
  const urls: unknown = Reflect.get(model, 'supportedUrls');
  const inner: unknown = typeof urls === 'object' && urls !== null ? Reflect.get(urls, wrapped) : undefined;
  return typeof inner === 'object' && inner !== null ? innermostModel(inner) : model;
}

function isPromise(value: WrappableModel['supportedUrls']): value is PromiseLike<SupportedUrls> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
