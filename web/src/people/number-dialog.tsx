import { changeNumber } from '@kshem/contract/people.ts';
import { Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { ShownNumber } from './numbers.tsx';
import type { Card } from './person-page.tsx';

const relations = ['self', 'family', 'neighbour', 'unknown'] as const;
type Relation = (typeof relations)[number];

/** Gives the person a number, instead of one they have or beside it. */
export function NumberDialog({ card, replaces, onClose }: { card: Card; replaces: ShownNumber | null; onClose: () => void }) {
  const { t } = useWords();
  const tell = useTell();
  const send = useSend(changeNumber, { quiet: true });
  const [number, setNumber] = useState('');
  const [relation, setRelation] = useState<Relation>(replaces?.relation ?? 'self');
  const [first, setFirst] = useState(replaces === null);
  const change = () =>
    send.mutate(
      {
        params: { personId: card.personId },
        body: {
          number: number.trim(),
          relation,
          ...(replaces && { replaces: replaces.contactPointId }),
          ...(first && { rank: 1 }),
        },
      },
      {
        onSuccess: () => {
          tell.done(t('people.numberKept'));
          onClose();
        },
      },
    );
  return (
    <DialogForm
      title={replaces ? t('people.changeNumberTitle', { number: replaces.number }) : t('people.addNumber')}
      does={t('ui.save')}
      onClose={onClose}
      onSend={change}
      sending={send.isPending}
      error={send.error}
      ready={number.trim() !== ''}
    >
      <Text size="sm">{t('people.numberHint')}</Text>
      <TextInput
        type="tel"
        inputMode="tel"
        label={t('people.newNumber')}
        required
        maxLength={60}
        autoComplete="off"
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
      <NativeSelect
        label={t('people.whose')}
        value={relation}
        data={relations.map((value) => ({ value, label: t(`people.relation.${value}`) }))}
        onChange={({ currentTarget }) => setRelation(currentTarget.value as Relation)}
      />
      <Checkbox label={t('people.tryFirst')} checked={first} onChange={({ currentTarget }) => setFirst(currentTarget.checked)} />
    </DialogForm>
  );
}
