import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** What is the same in every row of an import; the database writes it, so that it is not sent 100,000 times. */
export type SameInAll = {
  readonly districtId: number;
  readonly sourceId: string;
  readonly importId: string;
  readonly programmeId: string;
  readonly version: string;
  readonly language: string;
  readonly listOn: string;
  readonly today: string;
  readonly now: Date;
  readonly userId: string | null;
};

type Kind = { readonly columns: string; readonly inserts: (same: Record<keyof SameInAll, string>) => readonly string[] };

/** Where a death under the roof waits for a supervisor's decision, nobody there is called before it (episodes/open-episode.ts). */
function statusUnderRoof(districtId: string): string {
  return `case when household_id in (select n.household_id from need n
    where n.district_id = ${districtId} and n.kind = 'bereavement' and n.closed_at is null) then 'paused' else 'active' end`;
}

/**
 * Rows on their way into the tables. COPY is refused on tables with row-level security, so they go into a temporary table first and from
 * there with one INSERT for each table they belong to, under its policies. Temporary tables end with the transaction or its connection.
 */
const kinds = {
  household: {
    columns: 'id uuid',
    inserts: ({ districtId, now }) => [
      `insert into household (district_id, id, created_at) select ${districtId}, id, ${now} from pg_temp.staged_household`,
    ],
  },
  point: {
    columns: 'id uuid, number text, kind text',
    inserts: ({ districtId, now }) => [
      `insert into contact_point (district_id, id, number, kind, state, state_at)
       select ${districtId}, id, number, kind, 'usable', ${now} from pg_temp.staged_point`,
    ],
  },
  newcomer: {
    columns: `id uuid, household_id uuid, area_id int, name text, name_key text, sex text, age_years numeric(5, 2), age_approximate boolean,
      address text, conditions text[], high_risk boolean, episode_id uuid, sample_on date, outcome text, entry_key text, told jsonb`,
    inserts: ({ districtId, sourceId, importId, programmeId, version, language, listOn, today, now }) => [
      `insert into person (district_id, id, household_id, area_id, name, name_key, sex, age_years, age_on, age_approximate, language,
         address, conditions, high_risk, deceased_at, created_at, updated_at)
       select ${districtId}, id, household_id, area_id, name, name_key, sex, age_years, case when age_years is not null then ${listOn} end,
         age_approximate, ${language}, address, conditions, high_risk, case when outcome = 'died' then ${now} end, ${now}, ${now}
       from pg_temp.staged_newcomer`,
      `insert into episode (district_id, id, person_id, household_id, programme_id, version, area_id, source_id, opened_at, opened_on,
         sample_on, status, outcome, ended_at, high_risk, updated_at)
       select ${districtId}, episode_id, id, household_id, ${programmeId}, ${version}, area_id, ${sourceId}, ${now}, ${today}, sample_on,
         case when outcome is null then ${statusUnderRoof(districtId)} else 'ended' end, outcome,
         case when outcome is not null then ${now} end, high_risk, ${now}
       from pg_temp.staged_newcomer`,
      `insert into list_entry (district_id, source_id, entry_key, person_id, told, last_import_id)
       select ${districtId}, ${sourceId}, entry_key, id, told, ${importId} from pg_temp.staged_newcomer`,
    ],
  },
  link: {
    columns: 'person_id uuid, contact_point_id uuid, area_id int, rank smallint',
    inserts: ({ districtId }) => [
      // Lists seldom say whose phone it is; the first call does.
      `insert into person_contact_point (district_id, person_id, contact_point_id, area_id, rank, relation)
       select ${districtId}, person_id, contact_point_id, area_id, rank, 'unknown' from pg_temp.staged_link`,
    ],
  },
  number: {
    columns: 'system text, value text, person_id uuid',
    inserts: ({ districtId }) => [
      `insert into person_identifier (district_id, system, value, person_id)
       select ${districtId}, system, value, person_id from pg_temp.staged_number`,
    ],
  },
  episode: {
    columns: 'id uuid, person_id uuid, household_id uuid, area_id int, sample_on date, high_risk boolean',
    inserts: ({ districtId, sourceId, programmeId, version, today, now }) => [
      `insert into episode (district_id, id, person_id, household_id, programme_id, version, area_id, source_id, opened_at, opened_on,
         sample_on, status, high_risk, updated_at)
       select ${districtId}, id, person_id, household_id, ${programmeId}, ${version}, area_id, ${sourceId}, ${now}, ${today}, sample_on,
         ${statusUnderRoof(districtId)}, high_risk, ${now} from pg_temp.staged_episode`,
    ],
  },
  entry: {
    columns: 'entry_key text, person_id uuid, told jsonb',
    inserts: ({ districtId, sourceId, importId }) => [
      `insert into list_entry (district_id, source_id, entry_key, person_id, told, last_import_id)
       select ${districtId}, ${sourceId}, entry_key, person_id, told, ${importId} from pg_temp.staged_entry`,
    ],
  },
  change: {
    columns: 'id uuid, person_id uuid, area_id int, field text, before text, after text',
    inserts: ({ districtId, importId, now, userId }) => [
      `insert into person_change (district_id, id, person_id, area_id, import_id, changed_at, changed_by, field, before, after)
       select ${districtId}, id, person_id, area_id, ${importId}, ${now}, ${userId}, field, before, after from pg_temp.staged_change`,
    ],
  },
  report: {
    columns: 'row_number int, verdict text, person_id uuid, problems jsonb, cells jsonb',
    inserts: ({ districtId, importId }) => [
      `insert into import_row (district_id, import_id, row_number, verdict, person_id, problems, cells)
       select ${districtId}, ${importId}, row_number, verdict, person_id, problems, cells from pg_temp.staged_report`,
    ],
  },
} as const satisfies Record<string, Kind>;

export type StagedName = keyof typeof kinds;
/** In the order in which they refer to one another. */
export const stagedNames = Object.keys(kinds) as StagedName[];

export class StagedRows {
  readonly #client: pg.PoolClient;
  readonly #made = new Set<StagedName>();
  #waiting: StagedName[] = [];

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Hands rows over, as copyLines writes them; they are in their tables after the next flush. */
  async add(name: StagedName, lines: string): Promise<void> {
    if (lines === '') return;
    if (!this.#made.has(name))
      await this.#client.query(`create temp table staged_${name} (${kinds[name].columns}) on commit drop`);
    this.#made.add(name);
    const stream = this.#client.query(copyFrom(`copy pg_temp.staged_${name} from stdin`));
    stream.end(lines);
    await finished(stream);
    this.#waiting.push(name);
  }

  /**
   * All in one message, so that the database works through them without this process, which meanwhile reads on. Plans are forgotten
   * before each: the lookups and the checks of foreign keys keep the plan they began with, and one made while the tables held a few
   * hundred rows takes any index of the district, for 100,000 rows then hours.
   */
  async flush(same: SameInAll): Promise<void> {
    if (this.#waiting.length === 0) return;
    const literals = literalsOf(same);
    const inserts = stagedNames
      .filter((name) => this.#waiting.includes(name))
      .flatMap((name) => [...kinds[name].inserts(literals), `truncate pg_temp.staged_${name}`]);
    this.#waiting = [];
    await this.#client.query(['discard plans', ...inserts].join(';\n'));
  }
}

function literalsOf(same: SameInAll): Record<keyof SameInAll, string> {
  const text = (value: string) => pg.escapeLiteral(value);
  return {
    districtId: String(Number(same.districtId)),
    sourceId: `${text(same.sourceId)}::uuid`,
    importId: `${text(same.importId)}::uuid`,
    programmeId: text(same.programmeId),
    version: text(same.version),
    language: text(same.language),
    listOn: `${text(same.listOn)}::date`,
    today: `${text(same.today)}::date`,
    now: `${text(same.now.toISOString())}::timestamptz`,
    userId: same.userId === null ? 'null::uuid' : `${text(same.userId)}::uuid`,
  };
}
