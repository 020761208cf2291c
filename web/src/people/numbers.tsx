import { revealNumber } from '@kshem/contract/people.ts';
import { type RevealReason, revealReasons } from '@kshem/domain/access/number-sight.ts';
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useMay } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import classes from './people.module.css';
import type { PersonDo } from './person-dialogs.tsx';
import type { Card } from './person-page.tsx';

export type ShownNumber = Card['numbers'][number];

/** A number that was shown leaves the screen by itself. */
const shownMs = 30_000;

/** The person's numbers in the order in which they are tried, then those of the others under the same roof. */
export function Numbers({ card, onDo }: { card: Card; onDo: (doing: PersonDo) => void }) {
  const { t } = useWords();
  const may = useMay();
  const [asking, setAsking] = useState<ShownNumber | null>(null);
  const [shown, setShown] = useState<{ contactPointId: string; number: string } | null>(null);
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <section className={classes.card} aria-labelledby="people-numbers">
      <Group justify="space-between" mb={4}>
        <h2 id="people-numbers" className={classes.heading}>
          {t('people.numbers')}
        </h2>
        {may('person.update') && (
          <Button size="compact-sm" variant="default" onClick={() => onDo({ kind: 'number', replaces: null })}>
            {t('people.addNumber')}
          </Button>
        )}
      </Group>
      {card.numbers.length === 0 && <Text size="sm">{t('people.noNumbers')}</Text>}
      <ul className={classes.list}>
        {eachOnce(card).map((one) => (
          <li key={`${one.personId} ${one.contactPointId}`} className={classes.line}>
            <NumberWords card={card} one={one} whole={shown?.contactPointId === one.contactPointId ? shown.number : null} />
            <Group gap="xs" mt={4}>
              {one.masked && may('person.number.reveal') && (
                <Button size="compact-sm" variant="default" onClick={() => setAsking(one)}>
                  {t('people.reveal')}
                </Button>
              )}
              {one.personId === card.personId && may('person.update') && (
                <Button size="compact-sm" variant="default" onClick={() => onDo({ kind: 'number', replaces: one })}>
                  {t('people.changeNumber')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {asking && <RevealDialog one={asking} onShown={setShown} onClose={() => setAsking(null)} />}
    </section>
  );
}

/** A number that others share with the person is shown as the person's; one of several others as the first of them. */
function eachOnce({ numbers }: Card): readonly ShownNumber[] {
  return numbers.filter(
    (one, index) => numbers.findIndex(({ contactPointId }) => contactPointId === one.contactPointId) === index,
  );
}

function NumberWords({ card, one, whole }: { card: Card; one: ShownNumber; whole: string | null }) {
  const { t, number } = useWords();
  const owner = one.personId === card.personId ? null : card.household.find(({ personId }) => personId === one.personId);
  return (
    <Group gap="xs">
      <Text size="sm" fw={600} className="figures">
        <bdi>{whole ?? one.number}</bdi>
      </Text>
      {owner ? (
        <PersonLink personId={owner.personId} name={owner.name} />
      ) : (
        <Text size="sm">
          {t('people.rank', { rank: number(one.rank) })} · {t(`people.relation.${one.relation}`)}
        </Text>
      )}
      {!one.inService && <Text size="sm">{t('people.notInService')}</Text>}
      {one.wrong && <Text size="sm">{t('people.wrongNumber')}</Text>}
    </Group>
  );
}

function RevealDialog({
  one,
  onShown,
  onClose,
}: {
  one: ShownNumber;
  onShown: (shown: { contactPointId: string; number: string }) => void;
  onClose: () => void;
}) {
  const { t, say } = useWords();
  const send = useSend(revealNumber);
  const [reason, setReason] = useState<RevealReason>('person-called-in');
  const reasons = Object.entries(revealReasons) as [RevealReason, (typeof revealReasons)[RevealReason]][];
  const { contactPointId, personId } = one;
  return (
    <Dialog title={t('people.revealTitle')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(
            { params: { personId, contactPointId }, body: { reason } },
            {
              onSuccess: ({ number }) => {
                onShown({ contactPointId, number });
                onClose();
              },
            },
          );
        }}
      >
        <Text size="sm" mb="sm">
          {t('people.revealHint')}
        </Text>
        <NativeSelect
          label={t('people.revealWhy')}
          value={reason}
          data={reasons.map(([value, text]) => ({ value, label: say(text) }))}
          onChange={({ currentTarget }) => setReason(currentTarget.value as RevealReason)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('people.reveal')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
