import { readNeed } from '@kshem/contract/needs.ts';
import { type FailedDelivery, failedDeliveries } from '@kshem/domain/need/failed-delivery.ts';
import type { Proof } from '@kshem/domain/need/proof.ts';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Reply } from '../api/client.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import { Shown } from '../ui/states.tsx';
import { CallPerson } from './call-person.tsx';
import { Deadline } from './deadline.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { type Move, movesOf } from './moves.ts';
import classes from './needs.module.css';

/** A need with all that happened to it, and what may be done with it now. */
export function NeedDialog({ needId, onClose }: { needId: string; onClose: () => void }) {
  const { t, say } = useWords();
  const may = useMay();
  const asked = useAsk(readNeed, { params: { needId } });
  const [move, setMove] = useState<Move | null>(null);
  if (move && asked.data) {
    return <MoveDialog needs={[asked.data.need]} move={move} onMoved={() => undefined} onClose={() => setMove(null)} />;
  }
  return (
    <Dialog title={t('needs.history')} onClose={onClose} width={640}>
      <Shown asked={asked}>
        {({ need, events }) => (
          <Stack gap="sm">
            <Group justify="space-between" align="flex-start">
              <Stack gap={0}>
                <Text fw={600}>{say(need.title)}</Text>
                <PersonLink personId={need.personId} name={need.personName} />
                <Text size="sm">{[say(need.area), need.address].filter(Boolean).join(' · ')}</Text>
                {need.detail && <Text size="sm">{need.detail}</Text>}
                {need.asked.map(({ question, answer }) => (
                  <Text key={question.en} size="sm">
                    {t('deliveries.answer', { question: say(question), answer: say(answer) })}
                  </Text>
                ))}
              </Stack>
              <Stack gap={4} align="flex-end">
                <Badge variant="default">{t(`needs.statuses.${need.status}`)}</Badge>
                <Deadline need={need} />
              </Stack>
            </Group>
            {need.proof === 'photo' && (
              <img className={classes.proof} src={`/api/needs/${need.needId}/photo`} alt={t('needs.photoAtDoor')} />
            )}
            <Events events={events} />
            <Group gap="xs">
              <CallPerson need={need} size="md" />
              {may('need.update') &&
                movesOf(need.status, may).map((one) => (
                  <Button
                    key={one}
                    size="md"
                    variant={one === 'fulfil' || one === 'confirm' ? 'filled' : 'default'}
                    onClick={() => setMove(one)}
                  >
                    {t(`needs.moves.${one}`)}
                  </Button>
                ))}
            </Group>
          </Stack>
        )}
      </Shown>
    </Dialog>
  );
}

const told = [
  'need-raised',
  'need-assigned',
  'need-reassigned',
  'need-promised',
  'need-fulfilled',
  'need-confirmed',
  'need-declined',
  'need-reopened',
  'need-noted',
  'need-not-delivered',
  'need-given-back',
  'need-passed-on',
  'need-unconfirmed',
] as const;

const proofs = { code: 1, 'code-wrong': 1, photo: 1, note: 1, none: 1 } satisfies Record<Proof, 1>;

function Events({ events }: { events: Reply<typeof readNeed>['events'] }) {
  const { t, say, dateTime } = useWords();
  return (
    <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('needs.history')}>
      {events.map(({ at, action, by, assignedTo, promisedAt, note, proof, reason, passedTo }) => {
        const known = told.find((one) => one === action);
        const first = known ? t(`needs.events.${known}`) : action;
        const detail = [
          assignedTo && t('needs.toWhom', { name: say(assignedTo) }),
          promisedAt && t('needs.promisedFor', { time: dateTime(promisedAt) }),
          proof && proof in proofs && t(`needs.proofs.${proof as Proof}`),
          reason && reason in failedDeliveries && say(failedDeliveries[reason as FailedDelivery]),
          passedTo && t('needs.toWhom', { name: t(passedTo === 'officer' ? 'needs.unit.officer' : 'needs.unit.supervisor') }),
          note,
        ].filter(Boolean);
        return (
          <li key={`${at.getTime()} ${action}`} className={classes.event}>
            <Text size="sm">{[first, ...detail].join(' · ')}</Text>
            <Text size="xs">{t('needs.byAt', { name: by ? say(by) : t('needs.byDesk'), time: dateTime(at) })}</Text>
          </li>
        );
      })}
    </Stack>
  );
}
