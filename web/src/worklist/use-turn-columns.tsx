import type { listWorklist } from '@kshem/contract/worklist.ts';
import { type Disposition, dispositions } from '@kshem/domain/attempt/disposition.ts';
import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { Button, Stack, Text } from '@mantine/core';
import { useMembers } from '../api/use-members.ts';
import type { ItemOf } from '../api/use-pages.ts';
import { languageName } from '../call-desk/language-name.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Column } from '../ui/paged-table.tsx';
import { PersonLink } from '../ui/person-link.tsx';

export type Turn = ItemOf<typeof listWorklist>;

/** A household's turn in words: who, where, what it waits for, what was tried, who has it. */
export function useTurnColumns(onSteer: ((turn: Turn) => void) | null): Column<Turn>[] {
  const { t, say, language, number } = useWords();
  const { nameOf } = useMembers();
  const columns: Column<Turn>[] = [
    { key: 'people', heading: t('worklist.people'), width: '1.6fr', show: (turn) => <People turn={turn} /> },
    {
      key: 'waits',
      heading: t('worklist.waitsFor'),
      width: '1.6fr',
      show: (turn) => <Waits turn={turn} holder={nameOf(turn.claimedBy)} promiser={nameOf(turn.callbackFor)} />,
    },
    { key: 'band', heading: t('worklist.bandHeading'), show: ({ band }) => bandWord(band) },
    {
      key: 'tried',
      heading: t('worklist.tried'),
      show: ({ people }) => {
        const attempts = Math.max(0, ...people.map((one) => one.attempts));
        const last = people.find(({ lastDisposition }) => lastDisposition !== null)?.lastDisposition ?? null;
        const times = t('worklist.attempts', { count: attempts, number: number(attempts) });
        return attempts === 0 && last === null ? (
          t('worklist.notTried')
        ) : (
          <TwoLines first={times} second={dispositionWord(last)} />
        );
      },
    },
    {
      key: 'place',
      heading: t('worklist.place'),
      show: (turn) => <TwoLines first={say(turn.area)} second={languageName(turn.language, language)} />,
    },
  ];
  if (!onSteer) return columns;
  const steer: Column<Turn> = {
    key: 'do',
    heading: t('worklist.do'),
    width: '6.5rem',
    show: (turn) =>
      turn.state === 'idle' ? null : (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onSteer(turn)}
          aria-label={t('worklist.changeFor', { name: turn.people[0]?.name ?? say(turn.area) })}
        >
          {t('worklist.change')}
        </Button>
      ),
  };
  return [...columns, steer];

  function bandWord(band: number): string {
    return band in { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } ? t(`worklist.band.${band as 0}`) : number(band);
  }

  function dispositionWord(code: string | null): string {
    const known = dispositions.find((one): one is Disposition => one === code);
    return known ? say(dispositionEffects[known].text) : '';
  }
}

function TwoLines({ first, second }: { first: string; second: string }) {
  return (
    <Stack gap={0}>
      <Text size="sm">{first}</Text>
      {second !== '' && <Text size="xs">{second}</Text>}
    </Stack>
  );
}

/** Those who are still to be asked by name; how many more live there. */
function People({ turn: { people, state } }: { turn: Turn }) {
  const { t, number } = useWords();
  const shown = people.filter(({ due }) => due || state === 'idle').slice(0, 4);
  const others = people.length - shown.length;
  return (
    <Stack gap={0}>
      {shown.map(({ personId, name }) => (
        <PersonLink key={personId} personId={personId} name={name} />
      ))}
      {others > 0 && <Text size="xs">{t('worklist.othersAtHome', { count: others, number: number(others) })}</Text>}
    </Stack>
  );
}

type Name = { hi: string; en: string } | null;

function Waits({ turn, holder, promiser }: { turn: Turn; holder: Name; promiser: Name }) {
  const { t, say, time, dateTime } = useWords();
  const who = say(holder ?? { hi: '', en: '' });
  const reason = turn.people.find(({ closeReason }) => closeReason !== null)?.closeReason ?? null;
  const detail = {
    held: turn.claimUntil ? t('worklist.heldBy', { who, time: time(turn.claimUntil) }) : '',
    reserved: turn.claimUntil ? t('worklist.heldBy', { who, time: time(turn.claimUntil) }) : '',
    promised: promiser
      ? t('worklist.promisedBy', { who: say(promiser), time: time(turn.dueAt) })
      : t('worklist.at', { time: time(turn.dueAt) }),
    retry: t('worklist.at', { time: time(turn.dueAt) }),
    later: t('worklist.at', { time: time(turn.dueAt) }),
    'in-line':
      turn.callbackFor && promiser
        ? t('worklist.firstTo', { who: say(promiser) })
        : t('worklist.since', { time: dateTime(turn.dueAt) }),
    'outside-window': '',
    'window-over': '',
    'nobody-due': reason === null ? '' : t(`worklist.reasons.${closeReasonOf(reason)}`),
  }[turn.waits];
  return <TwoLines first={t(`worklist.waits.${turn.waits}`)} second={detail} />;
}

const closeReasons = [
  'answered',
  'done',
  'paused',
  'episode-ended',
  'bereavement',
  'day-closed',
  'field-visit',
  'verify',
] as const;

function closeReasonOf(written: string): (typeof closeReasons)[number] | 'other' {
  return closeReasons.find((one) => one === written) ?? 'other';
}
