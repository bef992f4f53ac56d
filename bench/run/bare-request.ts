/** One request as the REST protocols of Upstash have it, by `fetch` alone. */
export async function bareRequest(
  { url, token }: { readonly url: string; readonly token: string },
  path: string,
  body: unknown,
): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The local Upstash answered ${response.status}.`);
  return response.json();
}
