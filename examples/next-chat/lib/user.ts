import { cookies } from 'next/headers';
import { type User, users } from './users';

/**
 * Who asks. A real application takes this from its session, never from the request's body: the scope keeps one user's
 * answers from another.
 */
export async function currentUser(): Promise<User> {
  const name = (await cookies()).get('user')?.value;
  return users.find((user) => user === name) ?? users[0];
}
