import { reportAgents } from './agent-report.ts';
import {
  type ConversationResult,
  cachedShare,
  type RuleSetName,
  ruleSets,
  runConversation,
  shareOfAllowed,
} from './run-conversation.ts';
import { type Strategy, strategies } from './strategies.ts';
import { painter, table } from './table.ts';

/*
 * A support conversation of 30 turns against stand-ins for OpenAI and Anthropic on this machine, which count cached
 * tokens by the providers' rules from what arrives on the wire. Three ways to write the same prompt. Then an
 * agent of three turns with twelve tool steps each, over every route and version, with and without plan and middleware.
 */
const paint = painter(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);
const percent = (share: number | undefined) =>
  share === undefined ? 'none' : `${(share * 100).toFixed(1)}%`;
const whole = (share: number) => `${Math.round(share * 100)}%`;
const dollars = (amount: number) => `${amount < 0 ? '-' : ''}$${Math.abs(amount).toFixed(4)}`;
const shade = (share: number, text: string) =>
  share >= 0.5 ? paint('green', text) : share === 0 ? paint('dim', text) : text;

const names = Object.keys(ruleSets).filter((name): name is RuleSetName => name in ruleSets);
const ways = Object.keys(strategies).filter((name): name is Strategy => name in strategies);
const labels: Record<Strategy, string> = {
  naive: 'naive',
  recipe: 'documented recipe',
  builder: 'reprise/prompt',
};

const runs: { name: RuleSetName; way: Strategy; result: ConversationResult }[] = [];
for (const name of names) {
  for (const way of ways) runs.push({ name, way, result: await runConversation(name, way) });
}

console.log(paint('bold', 'Cached share of the input, turn by turn'));
const turns = runs[0]?.result.accounts.length ?? 0;
// Over three columns each, whose widths are those of their headings.
const group = (text: string) => text.padEnd('naive  recipe  builder  '.length);
console.log(`\n      ${names.map(group).join('')}`.trimEnd());
console.log(`      ${names.map((name) => group(ruleSets[name].model)).join('')}`.trimEnd());
console.log(
  table([
    ['turn', ...runs.map(({ way }) => way)],
    ...Array.from({ length: turns }, (_, turn) => [
      String(turn + 1),
      ...runs.map(({ result }) => {
        const account = result.accounts[turn];
        const share = account === undefined ? 0 : account.read / account.input;
        return shade(share, whole(share));
      }),
    ]),
  ]),
);
console.log();

console.log(paint('bold', 'The whole conversation: input tokens and dollars'));
console.log(
  table([
    ['rules, prompt', 'input', 'read', 'written', 'cached', 'of what the rules allow', 'cost', 'saved'],
    ...runs.map(({ name, way, result }) => {
      const sum = (of: 'input' | 'read' | 'written') =>
        result.accounts.reduce((total, account) => total + account[of], 0).toLocaleString('en-US');
      const saved = result.plainCost - result.cost;
      return [
        `${name}, ${labels[way]}`,
        sum('input'),
        sum('read'),
        sum('written'),
        percent(cachedShare(result.accounts)),
        percent(shareOfAllowed(result.accounts)),
        dollars(result.cost),
        saved < 0
          ? paint('red', dollars(saved))
          : saved > 0
            ? paint('green', dollars(saved))
            : dollars(saved),
      ];
    }),
  ]),
);
console.log(
  paint(
    'dim',
    '\nInput at list prices; "saved" is against the same input without caching, write premiums taken off.',
  ),
);

globalThis.AI_SDK_LOG_WARNINGS = false;
await reportAgents((text) => paint('bold', text));
