import type { Read } from '@kshem/contract/endpoint.ts';
import type { exportImports, exportLedger, exportPeople } from '@kshem/contract/exports.ts';
import { outcomeText } from '@kshem/domain/episode/outcome.ts';
import { listUsers } from '../access/list-users.ts';
import type { Actor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listImports } from '../intake/read-import.ts';
import { ledger } from '../reports/ledger.ts';
import { listPeople, readNames } from './queries.ts';
import { sheet } from './sheet.ts';
import { importWords, ledgerWords, levelWords, roleWords, sexWords, stepWords, whyWords } from './words.ts';

const limit = 500;

/** People of the actor's areas, without their numbers: a number is revealed one at a time, with a reason. */
export async function peopleSheet(deps: Deps, actor: Actor, filter: Read<typeof exportPeople, 'query'>) {
  const { districtId } = actor;
  const { areaId, programmeId } = filter;
  const names = await readNames(deps.app, districtId);
  return sheet({
    list: 'people',
    title: { en: 'People', hi: 'लोग' },
    permissions: ['person.read', 'worklist.watch'],
    page: async (after) =>
      inScope(deps.app, actor, async (trx) => {
        const rows = await listPeople(trx, { districtId, areaId, programmeId, after, limit });
        await writeAudit(deps, trx, actor, {
          action: 'people.listed',
          subjectKind: 'district',
          subjectId: String(districtId),
          detail: { personIds: rows.map(({ personId }) => personId) },
        });
        return { rows, next: rows.length === limit ? (rows.at(-1)?.personId ?? null) : null };
      }),
    columns: [
      { heading: { en: 'Name', hi: 'नाम' }, cell: ({ name }) => name, width: 26 },
      { heading: { en: 'Sex', hi: 'लिंग' }, cell: ({ sex }, say) => say.code(sex, sexWords), width: 9 },
      { heading: { en: 'Age', hi: 'उम्र' }, cell: ({ ageYears }) => ageYears, width: 8 },
      { heading: { en: 'Ward', hi: 'वार्ड' }, cell: (row, say) => say.text(names.area(row.areaId)), width: 20 },
      { heading: { en: 'Address', hi: 'पता' }, cell: ({ address }) => address, width: 36 },
      { heading: { en: 'Language', hi: 'भाषा' }, cell: ({ language }) => language, width: 9 },
      { heading: { en: 'High risk', hi: 'ज़्यादा जोखिम' }, cell: ({ highRisk }, say) => say.yes(highRisk), width: 10 },
      {
        heading: { en: 'Followed under', hi: 'किस कार्यक्रम में' },
        cell: ({ episodes }, say) =>
          episodes.map((one) => say.text(names.programme(one.programmeId)) ?? one.programmeId).join('; '),
        width: 30,
      },
      { heading: { en: 'Since', hi: 'कब से' }, cell: ({ episodes }) => episodes[0]?.openedOn ?? null, width: 12 },
      { heading: { en: 'Last level', hi: 'पिछला स्तर' }, cell: ({ level }, say) => say.code(level, levelWords), width: 10 },
      { heading: { en: 'Last answered', hi: 'पिछली बात' }, cell: ({ lastAnsweredAt }, say) => say.at(lastAnsweredAt) },
      { heading: { en: 'Not to be called', hi: 'फ़ोन नहीं करना' }, cell: ({ doNotCall }, say) => say.yes(doNotCall), width: 12 },
      { heading: { en: 'Died', hi: 'मृत्यु' }, cell: ({ deceasedAt }, say) => say.at(deceasedAt) },
    ],
  });
}

/** A closed day as it was frozen; the names are today's. */
export async function ledgerSheet(
  deps: Deps,
  actor: Actor,
  filter: Read<typeof exportLedger, 'params'> & Read<typeof exportLedger, 'query'>,
) {
  const names = await readNames(deps.app, actor.districtId);
  return sheet({
    list: `ledger-${filter.day}`,
    title: { en: `Day ${filter.day}`, hi: `दिन ${filter.day}` },
    permissions: ['ledger.read', 'person.read'],
    page: async (after) => {
      const page = await ledger(deps, actor, { ...filter, limit: 1000, ...(after !== null && { after }) });
      const rows = page.rows.map((row) => ({ ...row, revision: page.revision }));
      return { rows, next: page.next };
    },
    columns: [
      { heading: { en: 'Name', hi: 'नाम' }, cell: ({ personName }) => personName, width: 26 },
      { heading: { en: 'Ward', hi: 'वार्ड' }, cell: ({ areaId }, say) => say.text(names.area(areaId)), width: 20 },
      { heading: { en: 'What came of it', hi: 'क्या हुआ' }, cell: ({ status }, say) => say.code(status, ledgerWords), width: 26 },
      { heading: { en: 'Why', hi: 'क्यों' }, cell: ({ why }, say) => say.code(why, whyWords), width: 26 },
      { heading: { en: 'Tries', hi: 'कोशिश' }, cell: ({ attempts }) => attempts, width: 8 },
      { heading: { en: 'Level', hi: 'स्तर' }, cell: ({ level }, say) => say.code(level, levelWords), width: 9 },
      { heading: { en: 'What follows', hi: 'आगे क्या' }, cell: ({ nextStep }, say) => say.code(nextStep, stepWords), width: 24 },
      { heading: { en: 'On', hi: 'कब' }, cell: ({ nextOn }) => nextOn, width: 12 },
      { heading: { en: 'How it ended', hi: 'कैसे बंद हुआ' }, cell: ({ outcome }, say) => say.code(outcome, outcomeText), width: 26 },
      { heading: { en: 'Revision', hi: 'संशोधन' }, cell: ({ revision }) => revision, width: 9 },
    ],
  });
}

export async function usersSheet(deps: Deps, actor: Actor) {
  const names = await readNames(deps.app, actor.districtId);
  const inDistrict = ({ grants }: Account) => grants.filter(({ districtId }) => districtId === actor.districtId);
  return sheet({
    list: 'users',
    title: { en: 'Users', hi: 'उपयोगकर्ता' },
    permissions: ['user.manage'],
    page: async () => ({ rows: await listUsers(deps, actor), next: null }),
    columns: [
      { heading: { en: 'Sign-in name', hi: 'साइन-इन नाम' }, cell: ({ login }) => login, width: 18 },
      { heading: { en: 'Name', hi: 'नाम' }, cell: ({ nameHi, nameEn }, say) => say.text({ hi: nameHi, en: nameEn }), width: 26 },
      {
        heading: { en: 'Roles', hi: 'भूमिकाएँ' },
        cell: ({ roles }, say) => roles.map((role) => say.code(role, roleWords)).join('; '),
        width: 24,
      },
      {
        heading: { en: 'Areas', hi: 'क्षेत्र' },
        cell: (row, say) =>
          inDistrict(row)
            .map(({ areaId }) => say.text(names.area(areaId)))
            .join('; '),
        width: 36,
      },
      { heading: { en: 'Languages', hi: 'भाषाएँ' }, cell: ({ languages }) => languages.join(', '), width: 12 },
      { heading: { en: 'Second factor', hi: 'दूसरी पुष्टि' }, cell: ({ secondFactor }, say) => say.yes(secondFactor), width: 12 },
      { heading: { en: 'Last seen', hi: 'पिछली बार' }, cell: ({ lastSeenAt }, say) => say.at(lastSeenAt) },
      { heading: { en: 'Created', hi: 'कब बना' }, cell: ({ createdAt }, say) => say.at(createdAt) },
      { heading: { en: 'Closed', hi: 'कब बंद हुआ' }, cell: ({ disabledAt }, say) => say.at(disabledAt) },
    ],
  });
}

type Account = Awaited<ReturnType<typeof listUsers>>[number];

export async function importsSheet(deps: Deps, actor: Actor, { source }: Read<typeof exportImports, 'query'>) {
  const names = await readNames(deps.app, actor.districtId);
  return sheet({
    list: 'imports',
    title: { en: 'Lists in', hi: 'आई सूचियाँ' },
    permissions: ['import.run'],
    page: async () => ({ rows: await listImports(deps, actor, { sourceCode: source, limit }), next: null }),
    columns: [
      { heading: { en: 'Source', hi: 'स्रोत' }, cell: ({ sourceCode }) => sourceCode, width: 18 },
      { heading: { en: 'File', hi: 'फ़ाइल' }, cell: ({ fileName }) => fileName, width: 34 },
      { heading: { en: 'Programme', hi: 'कार्यक्रम' }, cell: (row, say) => say.text(names.programme(row.programmeId)), width: 24 },
      { heading: { en: 'List of', hi: 'सूची का दिन' }, cell: ({ listOn }) => listOn, width: 12 },
      { heading: { en: 'Status', hi: 'स्थिति' }, cell: ({ status }, say) => say.code(status, importWords) },
      { heading: { en: 'Rows', hi: 'पंक्तियाँ' }, cell: ({ counts }) => counts.rows ?? null, width: 9 },
      { heading: { en: 'Enrolled', hi: 'जोड़े गए' }, cell: ({ counts }) => counts.enrolled ?? null, width: 9 },
      { heading: { en: 'Rejected', hi: 'नहीं लिए गए' }, cell: ({ counts }) => counts.verdicts?.rejected ?? 0, width: 9 },
      {
        heading: { en: 'Maybe the same person', hi: 'शायद वही व्यक्ति' },
        cell: ({ counts }) => counts.proposed ?? null,
        width: 12,
      },
      { heading: { en: 'No longer listed', hi: 'सूची से हटे' }, cell: ({ counts }) => counts.vanished ?? null, width: 10 },
      { heading: { en: 'Started', hi: 'शुरू' }, cell: ({ startedAt }, say) => say.at(startedAt) },
      { heading: { en: 'Finished', hi: 'पूरी' }, cell: ({ finishedAt }, say) => say.at(finishedAt) },
      { heading: { en: 'By', hi: 'किसने' }, cell: ({ startedBy }, say) => say.text(names.user(startedBy)), width: 20 },
    ],
  });
}
