import { dispositions } from '@kshem/domain/attempt/disposition.ts';
import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { Text } from '@mantine/core';
import { useAreas } from '../api/use-areas.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import { AnswersEntry } from './answers-entry.tsx';
import { Line } from './entry-line.tsx';
import type { Entry } from './history.tsx';
import type { Card } from './person-page.tsx';
import { useNeedWords } from './use-need-words.ts';

/** One thing that happened, in words: when, what, who did it. */
export function EntryWords({ entry, card }: { entry: Entry; card: Card }) {
  switch (entry.kind) {
    case 'answers':
      return <AnswersEntry entry={entry} />;
    case 'attempt':
      return <AttemptEntry entry={entry} />;
    case 'missed':
      return <MissedEntry entry={entry} />;
    case 'need':
      return <NeedEntry entry={entry} card={card} />;
    case 'escalation':
      return <EscalationEntry entry={entry} />;
    case 'change':
      return <ChangeEntry entry={entry} />;
    case 'merged':
      return <MergedEntry entry={entry} />;
  }
}

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

function AttemptEntry({ entry }: { entry: Of<'attempt'> }) {
  const { t, say, number } = useWords();
  const known = dispositions.find((one) => one === entry.disposition);
  const minutes = entry.seconds === null ? null : Math.max(1, Math.round(entry.seconds / 60));
  const facts = [
    known ? say(dispositionEffects[known].text) : t('people.callUnderWay'),
    minutes !== null && t('people.minutes', { count: minutes, number: number(minutes) }),
    !entry.counts && t('people.notCounted'),
    entry.late && t('people.late'),
  ];
  return (
    <Line
      entry={entry}
      by={entry.by}
      note={entry.note}
      what={
        <Text size="sm">
          <strong>{t('people.entry.attempt')}</strong> · {facts.filter(Boolean).join(' · ')}
        </Text>
      }
    />
  );
}

function MissedEntry({ entry }: { entry: Of<'missed'> }) {
  const { t, date } = useWords();
  return (
    <Line
      entry={entry}
      what={
        <Text size="sm">
          <strong>{t('people.entry.missed')}</strong> · {t('people.missedHint', { date: date(entry.dueOn) })}
        </Text>
      }
    />
  );
}

function NeedEntry({ entry, card }: { entry: Of<'need'>; card: Card }) {
  const { t } = useWords();
  const needWord = useNeedWords(card);
  return (
    <Line
      entry={entry}
      by={entry.by}
      note={entry.note}
      what={
        <Text size="sm">
          <strong>{needWord(entry.need)}</strong> · {t(`needs.statuses.${entry.status as 'open'}`)}
        </Text>
      }
    />
  );
}

function EscalationEntry({ entry }: { entry: Of<'escalation'> }) {
  const { t } = useWords();
  return (
    <Line
      entry={entry}
      by={entry.by}
      note={entry.note}
      what={
        <>
          <LevelBadge level={entry.level} size="xs" />
          <Text size="sm">
            <strong>{t('people.escalation')}</strong> · {t(`people.escalationStatus.${entry.status as 'raised'}`)}
          </Text>
        </>
      }
    />
  );
}

const changedFields = [
  'name',
  'ageYears',
  'sex',
  'phone',
  'phones',
  'address',
  'areaId',
  'conditions',
  'sampleOn',
  'episode',
] as const;

function ChangeEntry({ entry }: { entry: Of<'change'> }) {
  const { t } = useWords();
  const { nameOf } = useAreas();
  const field = changedFields.find((one) => one === entry.field);
  const show = (value: string | null) =>
    value === null ? t('people.nothingWritten') : field === 'areaId' ? nameOf(Number(value)) : value;
  return (
    <Line
      entry={entry}
      by={entry.by}
      what={
        <Text size="sm">
          <strong>{field ? t(`people.field.${field}`) : entry.field}</strong> ·{' '}
          {t('people.changedFromTo', { before: show(entry.before), after: show(entry.after) })}
          {entry.importId && ` · ${t('people.byList')}`}
        </Text>
      }
    />
  );
}

function MergedEntry({ entry }: { entry: Of<'merged'> }) {
  const { t } = useWords();
  return (
    <Line
      entry={entry}
      by={entry.by}
      what={
        <Text size="sm" fw={600}>
          {t('people.mergedEntry')}
        </Text>
      }
    />
  );
}
