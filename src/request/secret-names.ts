// Who pays and how the caller proves who it is. `@langchain/openai` counts the organisation among its secrets.
const secretName =
  /(api_?key|secret|passwords?|authorization|credentials?|access_?token|auth_?token|authorization_?token|cookies?)$/i;
const accountNames: ReadonlySet<string> = new Set(['organization', 'project']);

/** Whether a setting of this name is a secret or an account, such as `apiKey`: it is no part of a key. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) || accountNames.has(name);
}

/** Whether a setting of this name holds headers, such as `defaultHeaders`: some of them are secrets. */
export function namesHeaders(name: string): boolean {
  return /headers$/i.test(name);
}
