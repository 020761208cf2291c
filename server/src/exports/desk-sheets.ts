import type { Read } from '@kshem/contract/endpoint.ts';
import type { exportEscalations, exportNeeds, exportWorklist } from '@kshem/contract/exports.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { listEscalations } from '../escalations/list-escalations.ts';
import { listNeeds } from '../needs/list-needs.ts';
import { listWorklist } from '../worklist/list-worklist.ts';
import { readNames } from './queries.ts';
import { sheet } from './sheet.ts';
import { dispositionWords, escalationWords, levelWords, needWords, unitWords, waitingWords } from './words.ts';

/** As many as the lists on the screen give at once. */
const limit = 500;

/** Today's desk, household after household in the order in which it is offered. */
export async function worklistSheet(deps: Deps, actor: Actor, filter: Read<typeof exportWorklist, 'query'>) {
  const names = await readNames(deps.app, actor.districtId);
  let last: Awaited<ReturnType<typeof listWorklist>>[number] | undefined;
  return sheet({
    list: 'worklist',
    title: { en: 'Worklist', hi: 'कार्य सूची' },
    permissions: ['worklist.watch'],
    page: async () => {
      const rows = await listWorklist(deps, actor, { ...filter, limit, ...(last && { after: last }) });
      last = rows.at(-1);
      return { rows, next: rows.length === limit && last ? last.householdId : null };
    },
    columns: [
      { heading: { en: 'Band (0 is first)', hi: 'क्रम (0 सबसे पहले)' }, cell: ({ band }) => band, width: 10 },
      { heading: { en: 'Ward', hi: 'वार्ड' }, cell: ({ area }, say) => say.text(area), width: 20 },
      {
        heading: { en: 'People to be called', hi: 'जिन्हें फ़ोन करना है' },
        cell: ({ people }) =>
          people
            .filter(({ due, name }) => due && name !== null)
            .map(({ name }) => name)
            .join('; '),
        width: 36,
      },
      { heading: { en: 'How many', hi: 'कितने' }, cell: ({ people }) => people.filter(({ due }) => due).length, width: 9 },
      {
        heading: { en: 'Programme', hi: 'कार्यक्रम' },
        cell: ({ programmeId }, say) => say.text(names.programme(programmeId)),
        width: 24,
      },
      { heading: { en: 'Language', hi: 'भाषा' }, cell: ({ language }) => language, width: 9 },
      {
        heading: { en: 'What it waits for', hi: 'अभी क्या स्थिति है' },
        cell: ({ waits }, say) => say.code(waits, waitingWords),
        width: 28,
      },
      { heading: { en: 'Due at', hi: 'कब' }, cell: ({ dueAt }, say) => say.at(dueAt) },
      { heading: { en: 'Until', hi: 'कब तक' }, cell: ({ closesAt }, say) => say.at(closesAt) },
      { heading: { en: 'With', hi: 'किसके पास' }, cell: ({ claimedBy }, say) => say.text(names.user(claimedBy)), width: 20 },
      {
        heading: { en: 'Tries', hi: 'कोशिश' },
        cell: ({ people }) => Math.max(0, ...people.map(({ attempts }) => attempts)),
        width: 8,
      },
      {
        heading: { en: 'Last outcome', hi: 'पिछला परिणाम' },
        cell: ({ people }, say) => say.code(people[0]?.lastDisposition ?? null, dispositionWords),
        width: 22,
      },
    ],
  });
}

/** What people lack, for those who go there: with the address, without a number. */
export async function needsSheet(deps: Deps, actor: Actor, filter: Read<typeof exportNeeds, 'query'>) {
  const names = await readNames(deps.app, actor.districtId);
  return sheet({
    list: 'needs',
    title: { en: 'Needs', hi: 'ज़रूरतें' },
    permissions: ['need.read'],
    page: async (after) => {
      const { items, next } = await listNeeds(deps, actor, { ...filter, limit, after: after ?? undefined });
      return { rows: items, next };
    },
    columns: [
      { heading: { en: 'By when', hi: 'कब तक' }, cell: ({ dueAt }, say) => say.at(dueAt) },
      { heading: { en: 'Overdue', hi: 'समय निकल गया' }, cell: ({ overdue }, say) => say.yes(overdue), width: 10 },
      { heading: { en: 'Person', hi: 'व्यक्ति' }, cell: ({ personName }) => personName, width: 26 },
      { heading: { en: 'Ward', hi: 'वार्ड' }, cell: ({ area }, say) => say.text(area), width: 20 },
      { heading: { en: 'Address', hi: 'पता' }, cell: ({ address }) => address, width: 36 },
      { heading: { en: 'Need', hi: 'ज़रूरत' }, cell: ({ title }, say) => say.text(title), width: 26 },
      { heading: { en: 'Details', hi: 'विवरण' }, cell: ({ detail }) => detail, width: 30 },
      { heading: { en: 'Status', hi: 'स्थिति' }, cell: ({ status }, say) => say.code(status, needWords), width: 20 },
      { heading: { en: 'Whose', hi: 'किसका काम' }, cell: ({ ownerUnit }, say) => say.code(ownerUnit, unitWords) },
      { heading: { en: 'Given to', hi: 'किसे सौंपी' }, cell: ({ assignedTo }, say) => say.text(names.user(assignedTo)), width: 20 },
      { heading: { en: 'Raised at', hi: 'कब बताई' }, cell: ({ raisedAt }, say) => say.at(raisedAt) },
      { heading: { en: 'Promised for', hi: 'कब का वादा' }, cell: ({ promisedAt }, say) => say.at(promisedAt) },
      { heading: { en: 'Closed at', hi: 'कब बंद हुई' }, cell: ({ closedAt }, say) => say.at(closedAt) },
      { heading: { en: 'Raised again', hi: 'दोबारा खुली' }, cell: ({ reopened }) => reopened, width: 10 },
    ],
  });
}

export async function escalationsSheet(deps: Deps, actor: Actor, filter: Read<typeof exportEscalations, 'query'>) {
  return sheet({
    list: 'escalations',
    title: { en: 'Escalations', hi: 'गंभीर मामले' },
    permissions: ['escalation.read'],
    page: async (after) => {
      const { items, next } = await listEscalations(deps, actor, { ...filter, limit, after: after ?? undefined });
      return { rows: items, next };
    },
    columns: [
      { heading: { en: 'Level', hi: 'स्तर' }, cell: ({ level }, say) => say.code(level, levelWords), width: 9 },
      { heading: { en: 'Status', hi: 'स्थिति' }, cell: ({ status }, say) => say.code(status, escalationWords) },
      { heading: { en: 'Person', hi: 'व्यक्ति' }, cell: ({ personName }) => personName, width: 26 },
      { heading: { en: 'Ward', hi: 'वार्ड' }, cell: ({ area }, say) => say.text(area), width: 20 },
      { heading: { en: 'Programme', hi: 'कार्यक्रम' }, cell: ({ programme }, say) => say.text(programme), width: 24 },
      {
        heading: { en: 'Why', hi: 'क्यों' },
        cell: ({ reasons }, say) => reasons.map(({ text }) => say.text(text)).join('; '),
        width: 48,
      },
      { heading: { en: 'Whose', hi: 'किसका काम' }, cell: ({ ownerUnit }, say) => say.code(ownerUnit, unitWords) },
      { heading: { en: 'Raised at', hi: 'कब बताया' }, cell: ({ raisedAt }, say) => say.at(raisedAt) },
      { heading: { en: 'To be taken by', hi: 'कब तक लेना है' }, cell: ({ dueAt }, say) => say.at(dueAt) },
      { heading: { en: 'Overdue', hi: 'समय निकल गया' }, cell: ({ overdue }, say) => say.yes(overdue), width: 10 },
      { heading: { en: 'Taken on at', hi: 'कब लिया' }, cell: ({ acknowledgedAt }, say) => say.at(acknowledgedAt) },
      {
        heading: { en: 'Taken on by', hi: 'किसने लिया' },
        cell: ({ acknowledgedByName }, say) => say.text(acknowledgedByName),
        width: 20,
      },
      { heading: { en: 'Resolved at', hi: 'कब निपटा' }, cell: ({ resolvedAt }, say) => say.at(resolvedAt) },
      { heading: { en: 'How', hi: 'कैसे' }, cell: ({ resolution }) => resolution, width: 36 },
    ],
  });
}
