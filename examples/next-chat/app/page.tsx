import { cookies } from 'next/headers';
import { Chat } from '@/components/chat';
import { offline } from '@/lib/model';
import { currentUser } from '@/lib/user';
import type { User } from '@/lib/users';

async function signIn(user: User) {
  'use server';
  (await cookies()).set('user', user, { httpOnly: true, sameSite: 'lax' });
}

export default async function Page() {
  const user = await currentUser();
  // Another user is another chat: nothing of the one stays in the browser for the other.
  return <Chat key={user} user={user} offline={offline} signIn={signIn} />;
}
