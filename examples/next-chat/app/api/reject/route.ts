import { chatCache } from '@/lib/cache';
import { currentUser } from '@/lib/user';

/** "That was wrong": it is never served again, to this user. The scope is the session's, whatever the body says. */
export async function POST(request: Request) {
  const { key, askedKey }: { key: string; askedKey?: string } = await request.json();
  const scope = await currentUser();
  return Response.json(
    await chatCache().reject({ key, scope, ...(askedKey === undefined ? {} : { askedKey }) }),
  );
}
