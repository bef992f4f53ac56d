import { exercises, isExercise } from './exercises.ts';

/** A Cloudflare worker that does the exercise named in the path, and answers with what it observed. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const name = pathname.slice(1);
    if (!isExercise(name)) return new Response(`no exercise ${name}`, { status: 404 });
    try {
      const surroundings = { url: searchParams.get('url') ?? '', token: searchParams.get('token') ?? '' };
      return Response.json(await exercises[name](surroundings));
    } catch (error) {
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
};
