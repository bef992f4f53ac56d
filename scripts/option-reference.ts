/** Writes `docs/reference.md`: every option of the public functions, of what its docstring says. A test compares it. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Where an option goes, and the interface that says what it may be. */
const sections: readonly (readonly [title: string, file: string, name: string, only?: readonly string[]])[] =
  [
    ['`createCache(options)` of `reprise`', 'lookup/cache-options.ts', 'CacheOptions'],
    ['`memory` of `createCache`', 'lookup/cache-options.ts', 'MemoryOptions'],
    ['`timeouts` of `createCache`', 'lookup/cache-options.ts', 'TimeoutOptions'],
    ['`policy` of `createCache`', 'policy/policy.ts', 'PolicyOptions'],
    [
      '`encryption(options)` of `reprise/encryption`',
      'encryption/encryption-options.ts',
      'EncryptionOptions',
    ],
    [
      'One call: `providerOptions.reprise`, `options.reprise`',
      'request/cache-request.ts',
      'CacheRequest',
      ['scope', 'tags', 'ttl', 'mode', 'semantic'],
    ],
    [
      '`cacheMiddleware(cache, options)` of `reprise/ai-sdk`, beside those of a call',
      'ai-sdk/cache-middleware.ts',
      'CacheMiddlewareOptions',
    ],
    [
      '`aiSdkEmbedder(model, options)` of `reprise/ai-sdk`',
      'ai-sdk/ai-sdk-embedder.ts',
      'AiSdkEmbedderOptions',
    ],
    [
      '`new CachedChatModel(fields)` of `reprise/langchain`, beside those of a call',
      'langchain/chat-model/cached-chat-model.ts',
      'CachedChatModelFields',
    ],
    [
      '`new RepriseCache(cache, options)` of `reprise/langchain`, beside those of a call',
      'langchain/base-cache/reprise-cache.ts',
      'RepriseCacheOptions',
    ],
    [
      '`langchainEmbedder(embeddings, options)` of `reprise/langchain`',
      'langchain/langchain-embedder.ts',
      'LangChainEmbedderOptions',
    ],
    [
      '`upstashRedis(redis, options)` of `reprise/upstash`',
      'upstash/upstash-redis.ts',
      'UpstashRedisOptions',
    ],
    [
      '`upstashVector(index, options)` of `reprise/upstash`',
      'upstash/upstash-vector.ts',
      'UpstashVectorOptions',
    ],
    ['`memoryStore(options)` of `reprise/memory`', 'memory/memory-store.ts', 'MemoryStoreOptions'],
    ['`memoryIndex(options)` of `reprise/memory`', 'memory/memory-index.ts', 'MemoryIndexOptions'],
    [
      '`semanticLayer(options)` of `reprise/semantic`',
      'semantic/layer/semantic-layer.ts',
      'SemanticLayerOptions',
    ],
    ['`judge(model, options)` of `reprise/semantic`', 'semantic/judge.ts', 'JudgeOptions'],
    [
      '`promptCacheMiddleware(options)` of `reprise/prompt`',
      'prompt/plan/prompt-cache-middleware.ts',
      'PromptCacheMiddlewareOptions',
    ],
    [
      '`promptCacheMonitor(options)` of `reprise/prompt`',
      'prompt/monitor/prompt-cache-monitor.ts',
      'PromptCacheMonitorOptions',
    ],
    ['`dashboard(cache, options)` of `reprise/dashboard`', 'dashboard/dashboard.ts', 'DashboardOptions'],
  ];

async function optionsOf(file: string, name: string, only?: readonly string[]): Promise<readonly string[]> {
  const source = ts.createSourceFile(
    file,
    await readFile(`${root}src/${file}`, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (found === undefined) throw new Error(`src/${file} has no interface ${name}`);
  const members = found.members.filter(ts.isPropertySignature);
  return members
    .filter((member) => only?.includes(member.name.getText(source)) ?? true)
    .map((member) => {
      const told = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
      const text = told.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join(' ');
      const type = member.type?.getText(source) ?? '';
      return `| \`${member.name.getText(source)}\` | \`${cell(type)}\` | ${cell(text)} |`;
    });
}

/** One line of a table. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

/** The document as the docstrings would have it. */
export async function optionReference(): Promise<string> {
  const lines = [
    '# Options',
    '',
    "Made by `npm run docs:options` of the interfaces' docstrings. A `Duration` is a text such as `'10m'` or `'7d'`, or milliseconds.",
    'A value out of its range throws an `InvalidOptionError` that names the option.',
  ];
  for (const [title, file, name, only] of sections) {
    lines.push(
      '',
      `## ${title}`,
      '',
      '| Option | Type | What it does |',
      '|---|---|---|',
      ...(await optionsOf(file, name, only)),
    );
  }
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(`${root}docs/reference.md`, await optionReference());
