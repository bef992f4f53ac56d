import { type Finding, problem, warning } from './finding.ts';

/** Where a service is, by the names of the variables that said so. */
export interface Credentials {
  readonly url: string;
  readonly token: string;
  readonly names: { readonly url: string; readonly token: string };
}

/** What the environment says of a service: usable credentials, or why there are none. */
export interface CredentialFindings {
  readonly usable: Credentials | undefined;
  readonly findings: readonly Finding[];
}

/**
 * @param candidates pairs of names, in the order in which they are looked for.
 * @param files texts of files that may hold the variables, by name: only told of, where the environment has none.
 */
export function credentialsOf(
  subject: string,
  candidates: readonly Credentials['names'][],
  environment: Readonly<Record<string, string | undefined>>,
  files: Readonly<Record<string, string>>,
): CredentialFindings {
  for (const names of candidates) {
    const [url, token] = [environment[names.url] ?? '', environment[names.token] ?? ''];
    if (url === '' && token === '') continue;
    const finding = faultOf(subject, { url, token, names });
    return finding === undefined
      ? { usable: { url: url.trim(), token: token.trim(), names }, findings: [] }
      : { usable: undefined, findings: [finding] };
  }
  const unread = Object.keys(files).find((name) =>
    candidates.some(({ url }) => new RegExp(`^\\s*(export\\s+)?${url}\\s*=`, 'm').test(files[name] ?? '')),
  );
  if (unread !== undefined) {
    return {
      usable: undefined,
      findings: [
        warning(
          subject,
          `set up in ${unread}, which this command does not read`,
          `node --env-file=${unread} node_modules/reprise/dist/cli/main.js doctor`,
        ),
      ],
    };
  }
  const [first] = candidates;
  const without =
    subject === 'Redis'
      ? 'answers stay in each process, and go when it ends'
      : 'no answers by meaning in Upstash';
  return {
    usable: undefined,
    findings: [
      warning(subject, `not set up: ${without}`, `Set ${first?.url} and ${first?.token} if you want it.`),
    ],
  };
}

function faultOf(subject: string, { url, token, names }: Credentials): Finding | undefined {
  if (url === '' || token === '') {
    const [missing, given] = url === '' ? [names.url, names.token] : [names.token, names.url];
    return problem(
      subject,
      `${given} is set and ${missing} isn't`,
      `Set ${missing}: both come from the same page of the console.`,
    );
  }
  const quoted = [names.url, names.token].find((_, index) =>
    /^\s*["']|["']\s*$/.test([url, token][index] ?? ''),
  );
  if (quoted !== undefined) {
    return problem(
      subject,
      `${quoted} has quotation marks around it`,
      'Take the quotation marks out of the value.',
    );
  }
  if (!/^https?:\/\//.test(url.trim()) || !URL.canParse(url.trim())) {
    return problem(
      subject,
      `${names.url} is no http(s) address`,
      'Take the REST URL (https://...), not the address for redis:// clients.',
    );
  }
  return undefined;
}
