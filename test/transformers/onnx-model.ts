import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes models of a few kilobytes in the form that sentence models have: a tokenizer of whole words, a configuration,
 * and a graph in ONNX's own encoding (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */

const FLOAT = 1;
const INT64 = 7;

type Bytes = readonly number[];

const varint = (value: number): Bytes => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
};
const number = (field: number, value: number): Bytes => [...varint(field * 8), ...varint(value)];
const bytes = (field: number, content: Bytes): Bytes => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
];
const text = (field: number, value: string) => bytes(field, [...new TextEncoder().encode(value)]);

const floats = (name: string, dims: readonly number[], values: readonly number[]): Bytes => [
  ...dims.flatMap((dim) => number(1, dim)),
  ...number(2, FLOAT),
  ...text(8, name),
  ...bytes(9, [...new Uint8Array(Float32Array.from(values).buffer)]),
];
const integers = (name: string, values: readonly number[]): Bytes => [
  ...number(1, values.length),
  ...number(2, INT64),
  ...text(8, name),
  ...bytes(9, [...new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer)]),
];
const node = (type: string, inputs: readonly string[], output: string, ...attributes: Bytes[]): Bytes => [
  ...inputs.flatMap((input) => text(1, input)),
  ...text(2, output),
  ...text(4, type),
  ...attributes.flatMap((attribute) => bytes(5, attribute)),
];
const integerAttribute = (name: string, value: number): Bytes => [
  ...text(1, name),
  ...number(3, value),
  ...number(20, 2),
];
const value = (name: string, type: number, dims: readonly string[]): Bytes => [
  ...text(1, name),
  ...bytes(
    2,
    bytes(1, [
      ...number(1, type),
      ...bytes(
        2,
        dims.flatMap((dim) => bytes(1, text(2, dim))),
      ),
    ]),
  ),
];

interface Graph {
  readonly nodes: readonly Bytes[];
  readonly weights: readonly Bytes[];
  readonly output: Bytes;
}

function model({ nodes, weights, output }: Graph): Uint8Array {
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
    value(name, INT64, ['batch', 'length']),
  );
  const graph = [
    ...nodes.flatMap((content) => bytes(1, content)),
    ...text(2, 'graph'),
    ...weights.flatMap((content) => bytes(5, content)),
    ...inputs.flatMap((content) => bytes(11, content)),
    ...bytes(12, output),
  ];
  return Uint8Array.from([
    ...number(1, 8),
    ...bytes(7, graph),
    ...bytes(8, [...text(1, ''), ...number(2, 17)]),
  ]);
}

const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

async function writeModel(
  folder: string,
  words: readonly string[],
  config: object,
  graph: Graph,
): Promise<string> {
  const vocabulary = [...special, ...words];
  const ids = Object.fromEntries(vocabulary.map((word, index) => [word, index]));
  const token = (id: string, type_id: number) => ({ SpecialToken: { id, type_id } });
  const sequence = (id: string, type_id: number) => ({ Sequence: { id, type_id } });
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [token('[CLS]', 0), sequence('A', 0), token('[SEP]', 0)],
      pair: [token('[CLS]', 0), sequence('A', 0), token('[SEP]', 0), sequence('B', 1), token('[SEP]', 1)],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [ids[id]], tokens: [id] }]),
      ),
    },
    decoder: null,
    model: { type: 'WordLevel', vocab: ids, unk_token: '[UNK]' },
  };
  const tokenizerConfig = {
    tokenizer_class: 'BertTokenizer',
    model_max_length: 64,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
  };
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'config.json'), JSON.stringify({ model_type: 'bert', ...config }));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify(tokenizerConfig));
  await writeFile(join(folder, 'onnx', 'model.onnx'), model(graph));
  return folder;
}

/** A vector of its own for each word; of the special tokens only the first of a text may weigh something. */
function table(words: readonly string[], firstToken?: string): readonly number[] {
  const row = (wanted: string | undefined) => words.map((word) => (word === wanted ? 1 : 0));
  return [...special.map((name) => row(name === '[CLS]' ? firstToken : undefined)), ...words.map(row)].flat();
}

/**
 * A sentence model: each word a direction of its own.
 * @param firstToken the word whose direction the token has that begins every text; default: it has none.
 */
export function writeSentenceModel(
  folder: string,
  words: readonly string[],
  firstToken?: string,
): Promise<string> {
  const size = words.length + special.length;
  return writeModel(
    folder,
    words,
    { architectures: ['BertModel'], hidden_size: words.length },
    {
      nodes: [node('Gather', ['table', 'input_ids'], 'last_hidden_state')],
      weights: [floats('table', [size, words.length], table(words, firstToken))],
      output: value('last_hidden_state', FLOAT, ['batch', 'length', 'width']),
    },
  );
}

/**
 * A cross-encoder: how far apart the words of two texts are, as the scores of its labels.
 * @param labels two or three: the first for equal words, the others for other words.
 */
export function writePairModel(
  folder: string,
  words: readonly string[],
  labels: readonly string[],
): Promise<string> {
  const size = words.length + special.length;
  const id2label = Object.fromEntries(labels.map((label, index) => [index, label]));
  const slopes = labels.map((_, index) => (index === 0 ? -12 : index === 1 ? 12 : 0));
  const offsets = labels.map((_, index) => (index === 0 ? 6 : index === 1 ? -6 : -9));
  return writeModel(
    folder,
    words,
    { architectures: ['BertForSequenceClassification'], id2label },
    {
      nodes: [
        node('Gather', ['table', 'input_ids'], 'vectors'),
        // The first text counts as 1, the second as -1.
        node('Cast', ['token_type_ids'], 'types', integerAttribute('to', FLOAT)),
        node('Mul', ['types', 'minus_two'], 'scaled'),
        node('Add', ['scaled', 'one'], 'signs'),
        node('Unsqueeze', ['signs', 'last'], 'columns'),
        node('Mul', ['vectors', 'columns'], 'signed'),
        node('ReduceSum', ['signed', 'second'], 'difference', integerAttribute('keepdims', 0)),
        node('Abs', ['difference'], 'absolute'),
        node('ReduceSum', ['absolute', 'second'], 'distance', integerAttribute('keepdims', 1)),
        node('Mul', ['distance', 'slopes'], 'sloped'),
        node('Add', ['sloped', 'offsets'], 'logits'),
      ],
      weights: [
        floats('table', [size, words.length], table(words)),
        floats('minus_two', [1], [-2]),
        floats('one', [1], [1]),
        floats('slopes', [1, labels.length], slopes),
        floats('offsets', [1, labels.length], offsets),
        integers('last', [2]),
        integers('second', [1]),
      ],
      output: value('logits', FLOAT, ['batch', 'labels']),
    },
  );
}
