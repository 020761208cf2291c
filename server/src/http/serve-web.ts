import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * The built screens. Files whose names hold a hash of their content may be kept for ever; the page that names them is asked for each time, so
 * that an upgrade reaches every desk. Any address that is no file and no part of the API is a screen's, and gets that page.
 */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/', { schema: { hide: true } }, async (_request, reply) => page(reply));
  app.get('/*', { schema: { hide: true } }, async (request, reply) =>
    // A file of an older build is gone, and must not come as a page: the screen then says that it is out of date.
    /^\/(api|assets)\//.test(request.url) ? reply.callNotFound() : page(reply),
  );
}

function page(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html');
}
