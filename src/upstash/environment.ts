/** The variables of a process, or the bindings of a worker. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Not every runtime has a `process`, and this is called at the user's call, never at import. */
export const processEnvironment = (): Environment => (typeof process === 'object' ? (process.env ?? {}) : {});

/** The credentials under two names; `undefined` unless both are set and not empty. */
export function credentialsIn(
  environment: Environment,
  urlName: string,
  tokenName: string,
): { readonly url: string; readonly token: string } | undefined {
  const url = environment[urlName]?.trim();
  const token = environment[tokenName]?.trim();
  return url && token ? { url, token } : undefined;
}
