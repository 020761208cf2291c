import { enrolKnownPerson } from '@kshem/contract/episodes.ts';
import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import { useAboutWords } from './use-about-words.ts';

/** Opens a follow-up for somebody on record: ill again, or of a second programme. */
export function EnrolKnownDialog({
  personId,
  name,
  onClose,
  onEnrolled,
}: {
  personId: string;
  name: string;
  onClose: () => void;
  onEnrolled: () => void;
}) {
  const { t, say, number } = useWords();
  const tell = useTell();
  const send = useSend(enrolKnownPerson, { quiet: true });
  const { programmes } = useAboutWords();
  const [programmeId, setProgramme] = useState('');
  const [onsetOn, setOnset] = useState('');
  const [sampleOn, setSample] = useState('');
  const chosen = programmeId || (programmes[0]?.programmeId ?? '');
  const enrol = () =>
    send.mutate(
      { params: { personId }, body: { programmeId: chosen, ...given({ onsetOn, sampleOn }) } },
      {
        onSuccess: ({ dueToday, paused }) => {
          tell.done(paused ? t('people.enrolledPaused') : t('people.enrolledDue', { count: dueToday, number: number(dueToday) }));
          onEnrolled();
        },
      },
    );
  return (
    <DialogForm
      title={t('people.enrolKnownTitle', { name })}
      does={t('people.enrolKnown')}
      onClose={onClose}
      onSend={enrol}
      sending={send.isPending}
      error={send.error}
      ready={chosen !== ''}
    >
      <Text size="sm">{t('people.enrolKnownHint')}</Text>
      <NativeSelect
        label={t('people.programme')}
        value={chosen}
        data={programmes.map((one) => ({ value: one.programmeId, label: say(one.title) }))}
        onChange={({ currentTarget }) => setProgramme(currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('people.onsetOn')}
        description={t('people.leaveEmpty')}
        value={onsetOn}
        onChange={({ currentTarget }) => setOnset(currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('people.sampleOn')}
        description={t('people.leaveEmpty')}
        value={sampleOn}
        onChange={({ currentTarget }) => setSample(currentTarget.value)}
      />
    </DialogForm>
  );
}
