import { listSessions, revokeSession } from '@kshem/contract/access.ts';
import { sql } from 'kysely';
import pino from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { openDesk } from '../testing/desk.ts';
import { givenDistrict, place, testDeps } from '../testing/given.ts';
import { createHints, type HintListener, type Hints } from './hints.ts';

const db = await testDatabase();
await givenDistrict(db);
const desk = await openDesk(db, testDeps(db));

function server(): Hints {
  const hints = createHints({ url: db.url, pool: db.systemPool, log: pino({ level: 'silent' }) });
  onTestFinished(() => hints.close());
  return hints;
}

/** Waits for a hint with the topic; hints that say everything come when a line is laid. */
function heard(hints: Hints, districtId: number) {
  const told: (readonly string[])[] = [];
  const wanted: (() => void)[] = [];
  const listener: HintListener = (changed) => {
    told.push(changed);
    for (const look of wanted) look();
  };
  const stop = hints.listen(districtId, listener);
  const until = (holds: (changed: readonly string[]) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => told.some(holds) && resolve();
      wanted.push(look);
      look();
    });
  return { told, stop, until };
}

const everything = (changed: readonly string[]) => changed.length > 5;

describe('hints', () => {
  test('what one server tells, the screens of another hear, many words in one message', async () => {
    const [teller, other] = [server(), server()];
    const ear = heard(other, place.district);
    await ear.until(everything);
    for (let i = 0; i < 50; i++) teller.changed(place.district, i % 2 ? ['desk'] : ['needs', 'desk']);
    await ear.until((changed) => changed.length === 2);
    expect(ear.told.filter((changed) => !everything(changed))).toEqual([['needs', 'desk']]);
  });

  test('another district hears nothing of it', async () => {
    const [teller, other] = [server(), server()];
    const [here, there] = [heard(other, place.district), heard(other, 9002)];
    await here.until(everything);
    teller.changed(place.district, ['desk']);
    await here.until((changed) => changed.length === 1);
    expect(there.told.filter((changed) => !everything(changed))).toEqual([]);
  });

  test('a line that was cut is laid again, and then every screen asks for everything', async () => {
    const hints = server();
    const ear = heard(hints, place.district);
    await ear.until(everything);
    ear.told.length = 0;
    await db.owner.connection().execute(async (owner) => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kshem_hints' and datname = current_database()`.execute(
        owner,
      );
    });
    await ear.until(everything);
  });
});

describe('the live line of a screen', () => {
  async function follow(headers: Record<string, string>) {
    const gone = new AbortController();
    onTestFinished(() => gone.abort());
    const response = await fetch(`${desk.base}/api/live`, { headers, signal: gone.signal });
    const text = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const until = async (wanted: string) => {
      let read = '';
      while (!read.includes(wanted)) {
        const { value, done } = (await text?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error('the line ended');
        read += value;
      }
      return read;
    };
    return { response, until };
  }

  test('tells what a request of somebody else has changed', async () => {
    const { token } = await desk.signedIn({ roles: ['supervisor'] });
    const { response, until } = await follow({ authorization: `Bearer ${token}` });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await until('event: hint');
    const caller = await desk.signedIn();
    const { items } = await caller.client(listSessions);
    const other = items.find(({ current }) => current);
    await caller.client(revokeSession, { params: { sessionId: other?.id ?? '' } });
    await until('"changed":["accounts"]');
  });

  test('is for those who are signed in', async () => {
    const { response } = await follow({});
    expect(response.status).toBe(401);
  });
});
