import { readListNumber } from '@kshem/domain/intake/read-list-number.ts';
import { nameKey } from '@kshem/domain/name/name-key.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { ageOn } from '../check-ins/judge-answers.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findByEnding, findByListNumber, findByName, listFound, type Place, type Ranked } from './search-queries.ts';

export type Search = {
  /** A name in any spelling or script, the last four or more digits of a telephone number, or a number of a list. */
  readonly text: string;
  readonly after?: string | undefined;
  readonly limit: number;
};

/**
 * People by name, by the end of a number, or by a list's number: of the actor's areas, likest first. What was searched for is not written
 * down, who was shown is.
 *
 * Two steps: ids are looked up by a role that may use the indexes, already cut to the actor's areas; people are then read under
 * row-level security, which shows nobody else whatever the first step found.
 *
 * @throws AppError bad-request for a text in which there is nothing to search for
 */
export async function searchPeople(deps: Deps, actor: Actor, { text, after, limit }: Search) {
  const place = after === undefined ? null : readPlace(after);
  const by = what(text);
  const asked = { districtId: actor.districtId, areas: actor.areas === 'all' ? null : actor.areas, after: place, limit };
  const ranked = await find(deps, by, asked);
  return inScope(deps.app, actor, async (trx) => {
    const people = await listFound(
      trx,
      actor.districtId,
      ranked.map(({ personId }) => personId),
    );
    const order = new Map(ranked.map(({ personId }, index) => [personId, index]));
    const ordered = people.toSorted((a, b) => (order.get(a.personId) ?? 0) - (order.get(b.personId) ?? 0));
    await writeAudit(deps, trx, actor, {
      action: 'people.searched',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { by: by.kind, personIds: ordered.map(({ personId }) => personId) },
    });
    const last = ranked.length === limit ? ranked.at(-1) : undefined;
    return { items: ordered.map((one) => shown(one, deps.now())), next: last ? `${last.rank}~${last.personId}` : null };
  });
}

type By =
  | { readonly kind: 'name'; readonly key: string }
  | { readonly kind: 'number'; readonly digits: string; readonly list: string };

/** What has four digits or more is a number, of a telephone or a list; all else is a name. */
function what(text: string): By {
  const plain = text.normalize('NFKC').replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
  const digits = plain.replace(/\D/g, '');
  if (digits.length >= 4) {
    const reading = readListNumber(plain.trim());
    return { kind: 'number', digits, list: reading.kind === 'read' ? reading.number : digits };
  }
  const { key } = nameKey(plain);
  if (key === '') throw new AppError('bad-request', { fields: ['text'] });
  return { kind: 'name', key };
}

async function find(
  deps: Deps,
  by: By,
  asked: { districtId: number; areas: readonly number[] | null; after: Place | null; limit: number },
): Promise<Ranked[]> {
  if (by.kind === 'name') return findByName(deps.system, { ...asked, key: by.key });
  // Ten digits with or without the country in front are one number.
  const ending = by.digits.length > 10 ? by.digits.replace(/^0*(91(?=\d{10}$))?/, '') : by.digits.replace(/^0(?=\d{10}$)/, '');
  const [reached, listed] = await Promise.all([
    findByEnding(deps.system, { ...asked, ending }),
    findByListNumber(deps.system, { ...asked, value: by.list }),
  ]);
  const all = new Map([...listed, ...reached].map((one) => [one.personId, one]));
  return [...all.values()].sort((a, b) => b.rank - a.rank || (a.personId < b.personId ? -1 : 1)).slice(0, asked.limit);
}

function shown({ zone, ageOn: toldOn, areaEn, areaHi, ...person }: Awaited<ReturnType<typeof listFound>>[number], now: Date) {
  const ageYears = ageOn({ ageYears: person.ageYears, ageOn: toldOn }, localDate(now, zone));
  return { ...person, ageYears, area: { en: areaEn, hi: areaHi } };
}

function readPlace(written: string): Place {
  const [, rank, personId] = /^(\d{1,4})~([\da-f-]{36})$/.exec(written) ?? [];
  if (!rank || !personId) throw new AppError('bad-request', { fields: ['after'] });
  return { rank: Number(rank), personId };
}
