import { isSecretName, namesHeaders } from '../../request/secret-names.ts';
import { isRecord, type UnknownRecord } from '../record.ts';

// Lists whose members the provider calls itself, with whatever credentials they carry.
const lists = ['tools', 'mcp_servers'] as const;

/**
 * Whether the provider is given credentials to fetch data with, as for a remote MCP server. Whose data the answer
 * holds depends on them, and they must not be part of a key: such a call is never cached.
 */
export function carriesCredentials(parameters: UnknownRecord): boolean {
  return lists.some((list) => {
    const members = parameters[list];
    return Array.isArray(members) && members.some((member) => isRemote(member, list) && hasSecret(member));
  });
}

/** The same parameters for a trace. */
export function withoutCredentials<Parameters extends object>(parameters: Parameters): Parameters {
  const shown: Record<string, unknown> = {};
  for (const list of lists) {
    const members: unknown = Reflect.get(parameters, list);
    if (!Array.isArray(members)) continue;
    shown[list] = members.map((member: unknown) => (isRemote(member, list) ? redacted(member) : member));
  }
  return Object.assign({}, parameters, shown);
}

function isRemote(member: unknown, list: string): member is UnknownRecord {
  return isRecord(member) && (list === 'mcp_servers' || member.type === 'mcp');
}

function hasSecret(member: UnknownRecord): boolean {
  return Object.entries(member).some(([name, value]) => value !== undefined && isSecret(name));
}

function redacted(member: UnknownRecord): UnknownRecord {
  return Object.fromEntries(Object.entries(member).filter(([name]) => !isSecret(name)));
}

function isSecret(name: string): boolean {
  return isSecretName(name) || namesHeaders(name);
}
