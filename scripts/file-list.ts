/**
 * Writes `docs/files.md`: every folder of `src` with what it is for, and every file with the first sentence of what it
 * says of itself. A test compares it with the tree.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

const folders: Readonly<Record<string, string>> = {
  '': 'The face: what an application imports of `reprise`, `createCache` that wires it, every error.',
  'ai-sdk': '`reprise/ai-sdk`: calls and answers of the AI SDK 5, 6 and 7 to neutral terms and back.',
  cli: 'The command `reprise`.',
  'cli/commands': 'One of its commands a file.',
  'cli/doctor': 'What `reprise doctor` looks at.',
  contracts: '`reprise/contracts`: what others implement. Types, and nothing that runs but its errors.',
  dashboard: '`reprise/dashboard`: a request handler, what it observes and what it may do.',
  'dashboard/page': 'Its one page.',
  'dashboard/page/client': 'What runs in the browser; `npm run build:dashboard` makes `assets` of it.',
  encryption: '`reprise/encryption`: what is written to a store or an index, sealed or signed.',
  evaluate: '`reprise/evaluate`: what labelled pairs say of guards, judges and thresholds.',
  langchain: '`reprise/langchain`: the two ways into LangChain.',
  'langchain/answer': 'Messages and chunks to neutral terms and back.',
  'langchain/base-cache': "Core's `BaseCache`, which gives two texts.",
  'langchain/chat-model': 'A chat model around another, and the middleware for agents.',
  'langchain/request': 'Messages and call options to a neutral request.',
  'local-embedder': '`reprise/local-embedder`: an embedder that runs offline.',
  lookup: 'The way of a request: `layered-cache` tells it from the top.',
  'lookup/exact': 'The layers by key: memory, then the store.',
  'lookup/fail-open': 'The one place where a failure of a store, an index or a host becomes a miss.',
  'lookup/flights': 'Calls that ask the same at the same time, and answers that several have of one call.',
  'lookup/invalidation': 'Generations, scans and rejections.',
  memory: '`reprise/memory`: a store and a vector index in this process.',
  observe: 'Events, and statistics that are a fold over them.',
  policy: 'What may be looked up, stored and served, and for how long.',
  prices: 'Names of models in every spelling, and what they cost.',
  prompt: '`reprise/prompt`: the face of the prompt builder.',
  'prompt/builder': '`definePrompt`, its plans and what a test expects of them.',
  'prompt/draft': 'A prompt of values, before it is one of a framework.',
  'prompt/drift': 'What changed between two prompts.',
  'prompt/marks': 'Where markers go, and writing them into a call.',
  'prompt/monitor': 'What the provider billed, and why it read less than it could.',
  'prompt/plan': 'What a prompt comes to at a model, and what is told of it.',
  'prompt/provider-rules': "What each provider's cache does, and what each adapter reads.",
  'prompt/text': 'Texts as they are measured, compared and kept stable.',
  request: 'The neutral request, its canonical form and its keys.',
  response: 'The neutral answer: recorded, checked, stored, replayed.',
  semantic: '`reprise/semantic`: the face of the layer by meaning, its judge and its thresholds.',
  'semantic/guards': 'Whether two questions are the same, proved or refuted.',
  'semantic/guards/languages': 'What a language brings to that.',
  'semantic/guards/languages/english': 'The licences and tables of English.',
  'semantic/layer': 'A lookup by meaning: nearest questions, proofs, verdicts, audits.',
  testing: '`reprise/testing`: suites for stores and indexes, a local Upstash, faults.',
  'testing/redis': "Upstash's Redis protocol over a table in memory, or over a real server.",
  'testing/rest': 'The server behind both protocols, and what can go wrong with it.',
  'testing/suites': 'What every store and every index must do.',
  'testing/vector': "Upstash Vector's protocol over data in memory.",
  transformers: '`reprise/transformers`: models of Hugging Face as embedder and judge.',
  upstash: '`reprise/upstash`: a store in Upstash Redis and an index in Upstash Vector.',
};

/** What a file says of the export that it is named for, or of the first that it tells of. */
function sentenceOf(file: string, source: string): string | undefined {
  const name = file.replace(/^.*\//, '').replace(/(\.d)?\.ts$/, '');
  if (name === 'index') return file === 'index.ts' ? 'What `reprise` exports.' : 'What the subpath exports.';
  if (name === 'main') return file.startsWith('cli') ? 'Runs the command.' : 'Starts the page.';
  if (name === 'assets') return 'The page, as `npm run build:dashboard` made it.';
  const told = [
    ...source.matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export |declare )*(?:abstract |async )?(?:function\*?|class|interface|const|type|module) ['"]?([\w@/-]+)/g,
    ),
  ].map(([, text = '', exported = '']) => ({ text, exported }));
  const plain = (text: string) => text.replaceAll('-', '').toLowerCase();
  const chosen =
    told.find(({ exported }) => plain(exported) === plain(name)) ??
    told.find(({ exported }) => !exported.endsWith('Options')) ??
    told[0];
  const text = chosen?.text.replace(/\s*\n\s*\* ?/g, ' ').trim();
  return text?.split(/(?<=\.)\s+(?=[A-Z`@-])|\s@|\s\s/)[0];
}

/** The document as the tree would have it. @throws Error naming a folder or a file that says nothing of itself. */
export async function fileList(): Promise<string> {
  const names = await readdir(`${root}src`, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts')).sort();
  const lines = [
    '# Every folder and file of `src`',
    '',
    'Made by `npm run docs:files` from the first sentence of each file. How they work together: [architecture](architecture.md).',
  ];
  for (const folder of [...new Set(files.map((file) => dirname(file).replace(/^\.$/, '')))].sort()) {
    const purpose = folders[folder];
    if (purpose === undefined) throw new Error(`scripts/file-list.ts has no line for src/${folder}`);
    lines.push('', `## \`src/${folder}\``, '', purpose, '');
    for (const file of files.filter((each) => dirname(each).replace(/^\.$/, '') === folder)) {
      const sentence = sentenceOf(file, await readFile(`${root}src/${file}`, 'utf8'));
      if (sentence === undefined) throw new Error(`src/${file} says nothing of what it is for`);
      lines.push(
        `- \`${file.replace(/^.*\//, '').replace(/\.ts$/, '')}\`: ${sentence.replace(/[:.]?$/, '.')}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(`${root}docs/files.md`, await fileList());
