import type { listEscalations } from '@kshem/contract/escalations.ts';
import { mayMoveEscalation } from '@kshem/domain/escalation/who-may-move.ts';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMe } from '../api/use-me.ts';
import type { ItemOf } from '../api/use-pages.ts';
import { SheetLink } from '../doctor/sheet-link.tsx';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import type { Column } from '../ui/paged-table.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import { useNow } from '../ui/use-now.ts';
import classes from './escalations.module.css';

export type Escalation = ItemOf<typeof listEscalations>;
export type Move = 'acknowledge' | 'hand-back' | 'resolve' | 'history';

/** Whose, why in the words of the rule that fired, how long it waits, who has it, and what may be done. */
export function useEscalationColumns(onMove: (escalation: Escalation, move: Move) => void): Column<Escalation>[] {
  const { t, say, dateTime } = useWords();
  return [
    {
      key: 'level',
      heading: t('escalations.level'),
      width: '9rem',
      show: (escalation) => (
        <Stack gap={2} align="flex-start">
          <LevelBadge level={escalation.level} />
          {escalation.resolvedAt ? <Text size="xs">{dateTime(escalation.resolvedAt)}</Text> : <Waits escalation={escalation} />}
        </Stack>
      ),
    },
    {
      key: 'who',
      heading: t('escalations.person'),
      width: '1.1fr',
      show: ({ personId, personName, area, programme }) => (
        <Stack gap={0}>
          <PersonLink personId={personId} name={personName} />
          <Text size="xs">{[say(area), say(programme)].join(' · ')}</Text>
        </Stack>
      ),
    },
    { key: 'why', heading: t('escalations.why'), width: '2.2fr', show: (escalation) => <Why escalation={escalation} /> },
    {
      key: 'has',
      heading: t('escalations.has'),
      width: '1fr',
      show: ({ level, status, line, acknowledgedByName, acknowledgedAt, ownerUnit, resolution }) => (
        <Stack gap={2} align="flex-start">
          <Badge size="sm" variant="default">
            {t(`escalations.status.${status}`)}
          </Badge>
          {level === 'red' && status === 'raised' && line !== 'first' && (
            <Badge size="sm" color="red.9" tt="none">
              {t(`escalations.line.${line}`)}
            </Badge>
          )}
          <Text size="xs">{t(`needs.unit.${ownerUnit}`)}</Text>
          {acknowledgedByName && acknowledgedAt && (
            <Text size="xs">{t('escalations.byAt', { name: say(acknowledgedByName), time: dateTime(acknowledgedAt) })}</Text>
          )}
          {resolution && <Text size="sm">{resolution}</Text>}
        </Stack>
      ),
    },
    {
      key: 'do',
      heading: t('escalations.do'),
      width: '12rem',
      show: (escalation) => <Moves escalation={escalation} onMove={(move) => onMove(escalation, move)} />,
    },
  ];
}

function Waits({ escalation: { status, raisedAt, dueAt, overdue, expired } }: { escalation: Escalation }) {
  const { t, fromNow, time } = useWords();
  const now = useNow(10);
  const late = overdue || dueAt <= now || expired > 0;
  const missed = expired > 0 ? t('escalations.missed', { count: expired }) : t('escalations.overdue');
  return (
    <>
      <Text size="sm">{fromNow(raisedAt, now)}</Text>
      {status === 'raised' && (
        <Text size="xs" className={late ? classes.late : undefined}>
          {late ? missed : t('escalations.dueBy', { time: time(dueAt) })}
        </Text>
      )}
    </>
  );
}

/** The rules that fired, what the caller was told to do, and where it is written. */
function Why({ escalation: { reasons } }: { escalation: Escalation }) {
  const { t, say } = useWords();
  return (
    <Stack gap={2}>
      {reasons.map(({ ruleId, text, action, source }) => (
        <div key={ruleId}>
          <Text size="sm" fw={600}>
            {say(text)}
          </Text>
          {(action || source.length > 0) && (
            <details>
              <summary className={classes.source}>{t('escalations.ruleSays', { rule: ruleId })}</summary>
              {action && <Text size="sm">{say(action)}</Text>}
              {source.map((one) => (
                <Text key={one} className={classes.source}>
                  {one}
                </Text>
              ))}
            </details>
          )}
        </div>
      ))}
    </Stack>
  );
}

function Moves({
  escalation: { status, ownerUnit, personId, personName },
  onMove,
}: {
  escalation: Escalation;
  onMove: (move: Move) => void;
}) {
  const { t } = useWords();
  const { roles } = useMe();
  const may = (action: 'acknowledge' | 'resolve' | 'hand-back') => mayMoveEscalation(roles, ownerUnit, action);
  const moves: readonly Move[] = [
    ...(status === 'raised' && may('acknowledge') ? (['acknowledge'] as const) : []),
    ...(status === 'acknowledged' && may('resolve') ? (['resolve'] as const) : []),
    ...(status === 'acknowledged' && may('hand-back') ? (['hand-back'] as const) : []),
    'history',
  ];
  return (
    <Group gap={6}>
      <SheetLink personId={personId} name={personName} />
      {moves.map((move) => (
        <Button
          key={move}
          size="compact-sm"
          variant={move === 'acknowledge' || move === 'resolve' ? 'filled' : 'default'}
          onClick={() => onMove(move)}
          aria-label={t('escalations.moveFor', { move: t(`escalations.moves.${move}`), name: personName })}
        >
          {t(`escalations.moves.${move}`)}
        </Button>
      ))}
    </Group>
  );
}
