import { dashboard } from 'reprise/dashboard';
import { chatCache } from '@/lib/cache';

const shared = globalThis as typeof globalThis & { cacheDashboard?: ReturnType<typeof dashboard> };

/** Everybody may see it on one's own machine; anywhere else, ask your session here. */
function handler(request: Request) {
  shared.cacheDashboard ??= dashboard(chatCache(), {
    authorize: ({ url }) => ['localhost', '127.0.0.1'].includes(new URL(url).hostname),
    texts: 'shown',
  });
  return shared.cacheDashboard(request);
}

export { handler as GET, handler as POST };
