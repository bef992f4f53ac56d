import { InvalidOptionError } from '../../errors.ts';
import { LeastRecentlyUsed } from '../../least-recently-used.ts';
import {
  type DescribedTool,
  describeTool,
  isToolList,
  type PromptTools,
  schemaHolder,
  toolName,
} from '../draft/described-tool.ts';
import { stableText } from '../text/stable-text.ts';

/**
 * Schemas as first seen, by what they say whatever the order of their keys. The order of a schema's properties is the
 * order in which a model fills them in, so it isn't sorted; but the same tool must not come in two orders.
 */
let schemas: LeastRecentlyUsed<{ readonly schema: object; readonly text: string }> | undefined;

/**
 * The tools in one canonical order, by name in code unit order, each with its JSON schema in the key order in which
 * this process saw it first. Schemas that are code (zod and the like) are left as they are.
 * @param owner whose tools they are: schemas are remembered for each owner apart.
 * @throws InvalidOptionError when a tool has no name or two have the same.
 */
export function orderTools(owner: string, tools: PromptTools | undefined): readonly DescribedTool[] {
  if (tools === undefined) return [];
  const named = isToolList(tools)
    ? tools.map((tool): readonly [string, object] => [toolName(tool), tool])
    : Object.entries(tools);
  const ordered = named.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  ordered.forEach(([name], index) => {
    if (name === ordered[index - 1]?.[0])
      throw new InvalidOptionError('tools', `names that differ; "${name}" occurs twice`);
  });
  return ordered.map(([name, tool]) => orderedTool(owner, name, tool));
}

function orderedTool(owner: string, name: string, tool: object): DescribedTool {
  const holder = schemaHolder(tool);
  if (holder === undefined) return describeTool(tool, name);
  const { schema, text } = firstSchema(`${owner}\n${name}`, holder.schema);
  return describeTool(schema === holder.schema ? tool : holder.replace(schema), name, text);
}

function firstSchema(owner: string, schema: object): { readonly schema: object; readonly text: string } {
  schemas ??= new LeastRecentlyUsed({ maxSize: 4_000_000 });
  const said = `${owner}\n${stableText(schema)}`;
  const before = schemas.get(said);
  if (before !== undefined) return before;
  const seen = { schema, text: JSON.stringify(schema) };
  schemas.set(said, seen, said.length + 1);
  return seen;
}
