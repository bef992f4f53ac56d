import { watchedCache } from '@/lib/cache';

const handler = (request: Request) => watchedCache().show(request);

export { handler as GET, handler as POST };
