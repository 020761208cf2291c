import { acknowledgeEscalation } from '@kshem/contract/escalations.ts';
import { mayMoveEscalation } from '@kshem/domain/escalation/who-may-move.ts';
import { Badge, Button, Group, Text } from '@mantine/core';
import { useMe } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import cards from '../people/people.module.css';
import { LevelBadge } from '../ui/level-badge.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTell } from '../ui/use-tell.ts';
import classes from './doctor.module.css';
import type { Sheet } from './sheet-page.tsx';

type Escalation = Sheet['escalations'][number];

/** What rings for the person: the rule that fired, what the caller was told to do, where it is written, and in whose name it is. */
export function Rings({ sheet: { escalations } }: { sheet: Sheet }) {
  const { t } = useWords();
  const red = escalations.some(({ level, status }) => level === 'red' && status === 'raised');
  return (
    <section className={`${cards.card} ${red ? classes.red : ''}`} aria-labelledby="doctor-rings">
      <h2 id="doctor-rings" className={classes.heading}>
        {t('doctor.rings')}
      </h2>
      {escalations.length === 0 && <Text size="sm">{t('doctor.nothingRings')}</Text>}
      <ul className={classes.list}>
        {escalations.map((escalation) => (
          <li key={escalation.escalationId} className={classes.line}>
            <Ring escalation={escalation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ring({ escalation }: { escalation: Escalation }) {
  const { t, say, fromNow, dateTime } = useWords();
  const now = useNow(10);
  const { level, status, line, reasons, raisedAt, acknowledgedByName, acknowledgedAt } = escalation;
  return (
    <>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <LevelBadge level={level} />
          <Text size="sm">{fromNow(raisedAt, now)}</Text>
          {level === 'red' && line !== 'first' && status === 'raised' && (
            <Badge size="sm" color="red.9" tt="none">
              {t(`escalations.line.${line}`)}
            </Badge>
          )}
        </Group>
        <Take escalation={escalation} />
      </Group>
      {reasons.map(({ ruleId, text, action, source }) => (
        <div key={ruleId}>
          <Text fw={700}>{say(text)}</Text>
          {action && <Text size="sm">{t('doctor.toldCaller', { action: say(action) })}</Text>}
          <Text size="xs">{[ruleId, ...source.map((one) => t('doctor.source', { source: one }))].join(' · ')}</Text>
        </div>
      ))}
      <Text size="sm">
        {acknowledgedByName && acknowledgedAt
          ? t('doctor.withWhom', { name: say(acknowledgedByName), time: dateTime(acknowledgedAt) })
          : t('doctor.nobody')}
      </Text>
    </>
  );
}

function Take({ escalation: { escalationId, status, ownerUnit, personName } }: { escalation: Escalation }) {
  const { t } = useWords();
  const { roles } = useMe();
  const tell = useTell();
  const send = useSend(acknowledgeEscalation);
  if (status !== 'raised' || !mayMoveEscalation(roles, ownerUnit, 'acknowledge')) return null;
  return (
    <Button
      size="compact-md"
      loading={send.isPending}
      aria-label={t('escalations.moveFor', { move: t('escalations.moves.acknowledge'), name: personName })}
      onClick={() => send.mutate({ params: { escalationId } }, { onSuccess: () => tell.done(t('escalations.acknowledged')) })}
    >
      {t('escalations.moves.acknowledge')}
    </Button>
  );
}
