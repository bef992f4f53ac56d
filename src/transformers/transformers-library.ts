import { MissingPeerError, ModelNotLoadedError } from '../errors.ts';

/** A tensor, as far as it is used here: its numbers, row after row. */
export interface Tensor {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

export type Pooling = 'mean' | 'cls';

/** How a model is loaded: the precision of its weights, such as `fp32`, `fp16` or `q8`. */
export interface ModelOptions {
  readonly dtype: string;
}

export type FeatureExtractor = (
  texts: string[],
  options: { readonly pooling: Pooling; readonly normalize: true },
) => Promise<Tensor>;

export type Tokenizer = (
  texts: string[],
  options: { readonly text_pair: string[]; readonly padding: true; readonly truncation: true },
) => unknown;

export interface SequenceClassifier {
  (inputs: unknown): Promise<{ readonly logits: Tensor }>;
  readonly config: { readonly id2label?: Readonly<Record<string, string>> };
}

/** What is used of `@huggingface/transformers`. */
export interface TransformersLibrary {
  pipeline(task: 'feature-extraction', model: string, options: ModelOptions): Promise<FeatureExtractor>;
  readonly AutoTokenizer: { from_pretrained(model: string): Promise<Tokenizer> };
  readonly AutoModelForSequenceClassification: {
    from_pretrained(model: string, options: ModelOptions): Promise<SequenceClassifier>;
  };
}

/**
 * What `load` makes of the library, made at the first call and kept; made again after a failure.
 * @returns rejects with MissingPeerError where the package isn't installed, with ModelNotLoadedError where `load` fails.
 */
export function loadedOnce<Loaded>(
  feature: string,
  load: (library: TransformersLibrary) => Promise<Loaded>,
): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  const attempt = async () => {
    const library = await importLibrary(feature);
    try {
      return await load(library);
    } catch (cause) {
      throw new ModelNotLoadedError(feature, [packageName], { cause });
    }
  };
  return () => {
    loading ??= attempt().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

const packageName = '@huggingface/transformers';

async function importLibrary(feature: string): Promise<TransformersLibrary> {
  try {
    const library: unknown = await import('@huggingface/transformers');
    // webpack gives an empty module in place of an optional package that isn't there.
    if (isWhole(library)) return library;
  } catch {}
  throw new MissingPeerError(packageName, feature);
}

function isWhole(library: unknown): library is TransformersLibrary {
  return ['pipeline', 'AutoTokenizer', 'AutoModelForSequenceClassification'].every(
    (name) => typeof Reflect.get(Object(library), name) === 'function',
  );
}
