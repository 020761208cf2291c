import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll } from 'vitest';
import { type Client, makeClient } from '../../../web/src/api/client.ts';
import { openSession } from '../access/open-session.ts';
import type { Actor } from '../actor.ts';
import { type AppOptions, buildApp } from '../app.ts';
import type { Deps } from '../deps.ts';
import type { TestDatabase } from './database.ts';
import { givenUser } from './given.ts';

export type Desk = {
  app: FastifyInstance;
  base: string;
  /** A client with no session. */
  anyone: Client;
  /** A new account of the roles and areas, signed in. */
  signedIn(
    about?: Parameters<typeof givenUser>[1],
  ): Promise<{ client: Client; actor: Actor & { userId: string }; token: string }>;
};

/** The whole HTTP server listening on a free port, spoken to by the web app's own client. Closed after the test file. */
export async function openDesk(db: TestDatabase, deps: Deps, options: AppOptions = { cookieSecure: false }): Promise<Desk> {
  const app = await buildApp(deps, options);
  await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    app,
    base,
    anyone: makeClient({ base }),
    signedIn: async (about) => {
      const actor = await givenUser(db, about);
      const token = await openSession(deps, deps.app, actor.userId, null);
      return { actor, token, client: makeClient({ base, headers: () => ({ authorization: `Bearer ${token}` }) }) };
    },
  };
}
