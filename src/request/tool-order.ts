/**
 * Tools in the order of their names: a model chooses by what they say, so that the same tools in another order are the
 * same request. Where two have one name, or one has none, they stay in the caller's order.
 */
export function inNameOrder<Tool>(
  tools: readonly Tool[],
  nameOf: (tool: Tool) => string | undefined,
): readonly Tool[] {
  const named = new Map<string, Tool>();
  for (const tool of tools) {
    const name = nameOf(tool);
    if (name === undefined || named.has(name)) return tools;
    named.set(name, tool);
  }
  return [...named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, tool]) => tool);
}
