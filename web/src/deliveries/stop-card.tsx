import { Badge, Button, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { CallPerson } from '../needs/call-person.tsx';
import { Deadline } from '../needs/deadline.tsx';
import type { OutboxKind } from '../offline/letter.ts';
import classes from './deliveries.module.css';
import type { Delivery, Stop } from './round.ts';

type Props = {
  readonly stop: Stop;
  /** Nobody has it yet. */
  readonly free: boolean;
  /** What was done and is not sent yet, by need. */
  readonly waiting: ReadonlyMap<string, OutboxKind>;
  readonly onTake: () => void;
  readonly onDeliver: (delivery: Delivery) => void;
  readonly onFail: (delivery: Delivery) => void;
};

/** One door: who lives there, what they wait for, and the buttons where the thumb is. */
export function StopCard({ stop, free, waiting, onTake, onDeliver, onFail }: Props) {
  const { t } = useWords();
  const { address, names, deliveries } = stop;
  const [first] = deliveries;
  return (
    <article className={classes.stop} data-late={stop.overdue || undefined}>
      <header className={classes.door}>
        <div>
          <Text fw={700} size="lg">
            {names.join(', ')}
          </Text>
          <Text>{address ?? t('deliveries.noAddress')}</Text>
        </div>
        {first && <CallPerson need={first} size="md" />}
      </header>
      {deliveries.map((delivery) => (
        <div key={delivery.needId} className={classes.thing}>
          <What delivery={delivery} several={names.length > 1} />
          {waiting.has(delivery.needId) && <Badge variant="default">{t('deliveries.waits')}</Badge>}
          {!free && (
            <div className={classes.deeds}>
              <Button size="lg" onClick={() => onDeliver(delivery)}>
                {t('deliveries.delivered')}
              </Button>
              <Button size="lg" variant="default" onClick={() => onFail(delivery)}>
                {t('deliveries.couldNot')}
              </Button>
            </div>
          )}
        </div>
      ))}
      {free && (
        <Button size="lg" fullWidth onClick={onTake}>
          {t('deliveries.take', { count: deliveries.length })}
        </Button>
      )}
    </article>
  );
}

function What({ delivery, several }: { delivery: Delivery; several: boolean }) {
  const { t, say } = useWords();
  const { title, personName, detail, asked, failed, reopened, priority, proofWanted } = delivery;
  return (
    <div>
      <Text fw={600}>
        {say(title)} {several && t('deliveries.forWhom', { name: personName })}{' '}
        {priority === 1 && <Badge color="red.9">{t('needs.priorities.urgent')}</Badge>}
      </Text>
      {asked.map(({ question, answer }) => (
        <Text key={question.en} size="sm">
          {t('deliveries.answer', { question: say(question), answer: say(answer) })}
        </Text>
      ))}
      {detail && <Text size="sm">{detail}</Text>}
      <Deadline need={delivery} />
      {proofWanted && <Text size="sm">{t('deliveries.bring', { proof: t(`needs.proofs.${proofWanted}`) })}</Text>}
      {failed > 0 && <Text size="sm">{t('deliveries.failedBefore', { count: failed })}</Text>}
      {reopened > 0 && <Text size="sm">{t('needs.reopened', { count: reopened })}</Text>}
    </div>
  );
}
